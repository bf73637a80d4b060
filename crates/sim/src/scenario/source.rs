//! What a scenario was read from: kept, so that it can be read again with something changed.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use toml::Table;

use super::{Scenario, ScenarioError, form, version1};

/// The file as a table, and the files that it names.
#[derive(Clone, Debug, Default)]
pub(super) struct Source {
    pub(super) table: Arc<Table>,
    pub(super) files: Arc<BTreeMap<String, Bytes>>,
    /// The name under which every program has it.
    pub(super) shipped: Option<Arc<str>>,
}

/// A scenario as it comes. From a text, a sentence about a mistake names its line.
enum Written<'a> {
    Text(&'a str),
    Table(&'a Table),
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

impl Source {
    /// Reads a scenario from its text.
    pub(super) fn read(
        text: &str,
        file: &impl Fn(&str) -> Option<Bytes>,
    ) -> Result<Scenario, ScenarioError> {
        let form = Written::Text(text).form()?;
        Self::build(form, Written::Text(text).read()?, file)
    }

    /// Reads the scenario again, from a table that was changed. A file that only the changed one
    /// names is not there.
    pub(super) fn rebuild(&self, table: Table) -> Result<Scenario, ScenarioError> {
        let form = Written::Table(&table).form()?;
        Self::build(form, table, &|name: &str| self.files.get(name).cloned())
    }

    fn build(
        form: form::Form,
        table: Table,
        file: &impl Fn(&str) -> Option<Bytes>,
    ) -> Result<Scenario, ScenarioError> {
        let files = RefCell::new(BTreeMap::new());
        let keeping = |name: &str| {
            let content = file(name)?;
            files.borrow_mut().insert(name.to_owned(), content.clone());
            Some(content)
        };
        let mut scenario = form.build(&keeping)?;
        scenario.source =
            Self { table: Arc::new(table), files: Arc::new(files.into_inner()), shipped: None };
        Ok(scenario)
    }
}

impl Scenario {
    /// The same, known to every program under this name.
    #[must_use]
    pub fn shipped_as(mut self, name: &str) -> Self {
        self.source.shipped = Some(name.into());
        self
    }

    /// The name under which every program has it; nothing for any other scenario.
    pub fn shipped(&self) -> Option<&str> {
        self.source.shipped.as_deref()
    }

    /// The file's text, as a program writes it: without its comments.
    pub fn text(&self) -> String {
        self.source.table.to_string()
    }

    /// The files that it names, with their content.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.source.files.iter().map(|(name, content)| (name.as_str(), content))
    }

    /// A fingerprint of all that it says, files included (SHA-256).
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for part in core::iter::once(self.text().as_bytes())
            .chain(self.files().flat_map(|(name, content)| [name.as_bytes(), content]))
        {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        hash.finalize().into()
    }
}

impl Written<'_> {
    /// The version first: each has other fields.
    fn form(&self) -> Result<form::Form, ScenarioError> {
        match self.read::<Version>()?.version {
            1 => Ok(self.read::<version1::Form>()?.into()),
            2 => self.read(),
            other => Err(ScenarioError::Version(other)),
        }
    }

    fn read<T: DeserializeOwned>(&self) -> Result<T, ScenarioError> {
        match *self {
            Self::Text(text) => toml::from_str(text),
            Self::Table(table) => table.clone().try_into(),
        }
        .map_err(|error| ScenarioError::Format(error.to_string()))
    }
}
