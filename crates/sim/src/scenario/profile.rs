//! What a provider does that no protocol asks for, as a scenario says it.

use mailscope_base::WallClock;
use mailscope_server::ProviderProfile;
use mailscope_store::{Expunged, Fetched, Labels, PopWindow};
use serde::Deserialize;

use super::{ScenarioError, content};

/// The profile of a provider by its name, and where its accounts are set otherwise.
#[derive(Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub(super) struct ProfileForm {
    /// `by-the-book`, unless said otherwise, or `gmail-like`.
    name: Option<String>,
    /// Whether a mail that is marked `\Deleted` leaves the mailbox at once.
    auto_expunge: Option<bool>,
    /// What becomes of a mail that has lost its last label by EXPUNGE.
    expunged: Option<ExpungedForm>,
    /// Whether the server keeps a copy of what is submitted.
    sent_copy: Option<bool>,
    /// Which mail POP3 hands out.
    pop: Option<PopForm>,
    /// What becomes of a mail that POP3 has handed out.
    fetched: Option<FetchedForm>,
}

#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum ExpungedForm {
    Archive,
    Trash,
    DeleteForever,
}

#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum PopForm {
    Disabled,
    FromNowOn,
    AllMail,
}

#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum FetchedForm {
    LeaveInInbox,
    MarkRead,
    Archive,
    Trash,
}

impl ProfileForm {
    pub(super) fn named(name: &str) -> Self {
        Self { name: Some(name.to_owned()), ..Self::default() }
    }

    /// How accounts with labels are set; nothing for a provider by the book, which has no settings.
    pub(super) fn labels(&self, clock: WallClock) -> Result<Option<Labels>, ScenarioError> {
        let name = self.name.as_deref().unwrap_or("by-the-book");
        let profile = ProviderProfile::named(name).ok_or_else(|| {
            let names = ProviderProfile::ALL.map(|profile| profile.name).join(", ");
            content(format!("there is no profile {name:?}; there are {names}"))
        })?;
        let Some(mut labels) = profile.labels else {
            return if self.has_settings() {
                Err(content(format!("the profile {name} has no settings")))
            } else {
                Ok(None)
            };
        };
        labels.auto_expunge = self.auto_expunge.unwrap_or(labels.auto_expunge);
        labels.sent_copy = self.sent_copy.unwrap_or(labels.sent_copy);
        match self.expunged {
            Some(ExpungedForm::Archive) => labels.expunged = Expunged::Archive,
            Some(ExpungedForm::Trash) => labels.expunged = Expunged::Trash,
            Some(ExpungedForm::DeleteForever) => labels.expunged = Expunged::DeleteForever,
            None => {}
        }
        match self.pop {
            Some(PopForm::Disabled) => labels.pop.window = PopWindow::Disabled,
            Some(PopForm::FromNowOn) => labels.pop.window = PopWindow::FromNowOn(clock.start),
            Some(PopForm::AllMail) => labels.pop.window = PopWindow::AllMail,
            None => {}
        }
        match self.fetched {
            Some(FetchedForm::LeaveInInbox) => labels.pop.fetched = Fetched::LeaveInInbox,
            Some(FetchedForm::MarkRead) => labels.pop.fetched = Fetched::MarkRead,
            Some(FetchedForm::Archive) => labels.pop.fetched = Fetched::Archive,
            Some(FetchedForm::Trash) => labels.pop.fetched = Fetched::Trash,
            None => {}
        }
        Ok(Some(labels))
    }

    const fn has_settings(&self) -> bool {
        self.auto_expunge.is_some()
            || self.expunged.is_some()
            || self.sent_copy.is_some()
            || self.pop.is_some()
            || self.fetched.is_some()
    }
}
