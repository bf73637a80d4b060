//! Where the answers of two servers differ and both may: `tests/interop/**/differences.toml`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::root;

/// A list of differences.
#[derive(Clone, Copy)]
pub(crate) struct List {
    /// Below `tests/interop`.
    pub(crate) file: &'static str,
    /// Who the other server is.
    pub(crate) other: &'static str,
}

/// The file.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Differences {
    /// Why a difference is right, by a name: a quoted section, and what it says.
    #[serde(default)]
    pub(crate) reason: BTreeMap<String, Reason>,
    #[serde(default)]
    pub(crate) difference: Vec<Difference>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reason {
    /// `RFC 3501 §6.3.1`.
    pub(crate) rfc: String,
    pub(crate) why: String,
}

/// One step that was answered differently, with the lines that only one of the two said.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Difference {
    pub(crate) conversation: String,
    pub(crate) step: String,
    #[serde(default)]
    pub(crate) ours: Vec<String>,
    #[serde(default)]
    pub(crate) theirs: Vec<String>,
    #[serde(default)]
    pub(crate) reason: String,
}

impl Difference {
    /// What only one side said, if anything.
    pub(crate) fn between(
        conversation: &str,
        step: &str,
        ours: &[String],
        theirs: &[String],
    ) -> Option<Self> {
        let only = |these: &[String], those: &[String]| {
            let mut those = those.to_vec();
            let mut only = Vec::new();
            for line in these {
                match those.iter().position(|other| other == line) {
                    Some(at) => drop(those.swap_remove(at)),
                    None => only.push(short(line)),
                }
            }
            only
        };
        let (ours, theirs) = (only(ours, theirs), only(theirs, ours));
        (!ours.is_empty() || !theirs.is_empty()).then(|| Self {
            conversation: conversation.to_owned(),
            step: step.to_owned(),
            ours,
            theirs,
            reason: String::new(),
        })
    }

    fn same_as(&self, other: &Self) -> bool {
        Self { reason: String::new(), ..self.clone() }
            == Self { reason: String::new(), ..other.clone() }
    }

    pub(crate) fn show(&self) -> String {
        let Self { conversation, step, ours, theirs, .. } = self;
        let side = |name: &str, lines: &[String]| -> String {
            lines.iter().fold(String::new(), |text, line| text + "\n    " + name + " " + line)
        };
        format!("{conversation}\n    {step}{}{}", side("ours  ", ours), side("theirs", theirs))
    }
}

/// Long lines are cut; a sum of all of it tells them apart.
fn short(line: &str) -> String {
    const MAX: usize = 400;
    if line.len() <= MAX {
        return line.to_owned();
    }
    let sum = line.bytes().fold(0_u32, |sum, b| sum.wrapping_mul(31).wrapping_add(u32::from(b)));
    let cut = line.char_indices().nth(MAX).map_or(line.len(), |(at, _)| at);
    format!("{}… ({} octets, {sum:08x})", &line[..cut], line.len())
}

impl List {
    fn path(self) -> PathBuf {
        root().join("tests/interop").join(self.file)
    }

    /// What is listed.
    pub(crate) fn listed(self) -> Differences {
        let text = std::fs::read_to_string(self.path()).expect("the list of differences");
        toml::from_str(&text).expect("the list of differences can be read")
    }
}

/// What is wrong: differences not listed, listed ones that are none, reasons that say nothing.
fn judge(listed: &Differences, found: &[Difference]) -> Vec<String> {
    let mut wrong = Vec::new();
    for difference in found {
        if !listed.difference.iter().any(|known| known.same_as(difference)) {
            wrong.push(format!("NOT LISTED: {}", difference.show()));
        }
    }
    for known in &listed.difference {
        if !found.iter().any(|difference| known.same_as(difference)) {
            wrong.push(format!("LISTED, BUT THE ANSWERS ARE NOT SO: {}", known.show()));
        }
        if !listed.reason.contains_key(&known.reason) {
            wrong.push(format!("WITHOUT A REASON ({:?}): {}", known.reason, known.show()));
        }
    }
    for (name, reason) in &listed.reason {
        let used = listed.difference.iter().any(|known| known.reason == *name);
        if !used || !reason.rfc.starts_with("RFC ") || reason.why.len() < 20 {
            wrong.push(format!("REASON {name}: not used, or without RFC and sentence"));
        }
    }
    wrong
}

/// Writes what was found, with the reasons that were given before.
fn update(list: List, mut listed: Differences, found: Vec<Difference>) {
    let reason_of = |difference: &Difference| {
        let same = |known: &&Difference| known.same_as(difference);
        let near = |known: &&Difference| {
            known.conversation == difference.conversation && known.step == difference.step
        };
        let known = listed.difference.iter().find(same);
        let known = known.or_else(|| listed.difference.iter().find(near));
        known.map(|known| known.reason.clone()).unwrap_or_default()
    };
    let with_reason = |difference: Difference| {
        let reason = reason_of(&difference);
        Difference { reason, ..difference }
    };
    let difference = found.into_iter().map(with_reason).collect();
    listed.difference = difference;
    let head = format!(
        "# Where {} and Mailscope answer differently, and the sentence that lets both.\n\
         # UPDATE_DIFFERENCES=1 writes the differences; the reasons are written by people.\n\n",
        list.other
    );
    let text = toml::to_string_pretty(&listed).expect("the list can be written");
    std::fs::write(list.path(), format!("{head}{text}")).expect("the list is written");
}

/// Judges what was found, in all conversations or in the one that was asked for; rewrites the list
/// if that is what is wanted.
pub(crate) fn settle(list: List, only: Option<&str>, found: Vec<Difference>) {
    let mut listed = list.listed();
    if std::env::var_os("UPDATE_DIFFERENCES").is_some() && only.is_none() {
        return update(list, listed, found);
    }
    if let Some(only) = only {
        listed.difference.retain(|difference| difference.conversation == *only);
        let used = |name: &String| listed.difference.iter().any(|known| known.reason == *name);
        let unused: Vec<_> = listed.reason.keys().filter(|name| !used(name)).cloned().collect();
        for name in &unused {
            listed.reason.remove(name);
        }
    }
    let wrong = judge(&listed, &found);
    assert!(wrong.is_empty(), "{} faults\n{}", wrong.len(), wrong.join("\n"));
}
