//! What is planned: troubles of hosts, and what people do.

use mailscope_base::{Address, Instant};
use mailscope_client::{Draft, SearchIn};

use super::action::{ActionForm, DraftForm, KeywordForm, SearchInForm};
use super::form::{ConditionForm, FaultForm};
use super::{ScenarioError, content};
use crate::{Action, Condition, HostId, MailName, Planned, Provider, Tap};

impl FaultForm {
    /// The moments at which hosts break and at which they are mended.
    pub(super) fn plan(
        &self,
        providers: &[Provider],
        plan: &mut Vec<(Instant, Planned)>,
    ) -> Result<(), ScenarioError> {
        let condition = match self.is {
            ConditionForm::Down => Condition::Down,
            ConditionForm::Refuses => Condition::Refuses,
            ConditionForm::CutsAfter(octets) => Condition::CutsAfter(octets),
            ConditionForm::Slow(bandwidth) => Condition::Slow(bandwidth),
        };
        let mut moments = vec![(self.from, condition)];
        moments.extend(self.to.map(|to| (to, Condition::Up)));
        for host in self.hosts(providers)? {
            for (at, condition) in &moments {
                let action = Action::SetHost(host, *condition);
                plan.push((Instant::START + at.0, Planned::Action(action)));
            }
        }
        Ok(())
    }

    fn hosts(&self, providers: &[Provider]) -> Result<Vec<HostId>, ScenarioError> {
        let hosts = providers.iter().flat_map(|provider| {
            (0..)
                .zip(&provider.hosts)
                .map(move |(index, host)| (provider, host, HostId { provider: provider.id, index }))
        });
        let found: Vec<HostId> = match (&self.host, &self.provider) {
            (Some(name), None) => {
                hosts.filter(|(_, host, _)| *host.name == **name).map(|(.., id)| id).collect()
            }
            (None, Some(name)) => {
                hosts.filter(|(provider, ..)| provider.name == *name).map(|(.., id)| id).collect()
            }
            _ => return Err(content("a fault needs either `host` or `provider`")),
        };
        if found.is_empty() {
            let name = self.host.as_ref().or(self.provider.as_ref());
            let name = name.map(String::as_str).unwrap_or_default();
            return Err(content(format!("a fault of {name:?}: there is nothing of that name")));
        }
        Ok(found)
    }
}

impl ActionForm {
    /// What a person taps, on whichever device.
    pub(super) fn taps(&self) -> Result<Vec<Tap<MailName>>, ScenarioError> {
        let taps = self.taps_on_mail().chain(self.taps_on_folders());
        Ok(taps.chain(self.writing()?).collect())
    }

    fn taps_on_mail(&self) -> impl Iterator<Item = Tap<MailName>> {
        let mail = |name: &Option<String>| name.clone().map(MailName);
        let keyword = |form: &KeywordForm, on: bool| {
            Tap::SetKeyword(MailName(form.mail.clone()), form.word.clone(), on)
        };
        let taps = [
            mail(&self.open).map(Tap::Open),
            mail(&self.read).map(|mail| Tap::SetRead(mail, true)),
            mail(&self.unread).map(|mail| Tap::SetRead(mail, false)),
            mail(&self.flag).map(|mail| Tap::SetFlagged(mail, true)),
            mail(&self.unflag).map(|mail| Tap::SetFlagged(mail, false)),
            mail(&self.delete).map(Tap::Delete),
            self.put.as_ref().map(|m| Tap::Move(MailName(m.mail.clone()), m.folder.clone())),
            self.keyword.as_ref().map(|form| keyword(form, true)),
            self.no_keyword.as_ref().map(|form| keyword(form, false)),
        ];
        taps.into_iter().flatten()
    }

    fn taps_on_folders(&self) -> impl Iterator<Item = Tap<MailName>> {
        let taps = [
            self.open_folder.clone().map(Tap::OpenFolder),
            self.create_folder.clone().map(Tap::CreateFolder),
            self.rename_folder.as_ref().map(|r| Tap::RenameFolder(r.from.clone(), r.to.clone())),
            self.delete_folder.clone().map(Tap::DeleteFolder),
            self.subscribe.clone().map(|folder| Tap::Subscribe(folder, true)),
            self.unsubscribe.clone().map(|folder| Tap::Subscribe(folder, false)),
            self.empty_trash.filter(|wanted| *wanted).map(|_| Tap::EmptyTrash),
            self.reinstall.filter(|wanted| *wanted).map(|_| Tap::Reinstall),
            self.check_mail.filter(|wanted| *wanted).map(|_| Tap::CheckMail),
            self.search.as_ref().map(|search| Tap::Search(search.word.clone(), search.on.into())),
        ];
        taps.into_iter().flatten()
    }

    /// Taps that come with something written.
    fn writing(&self) -> Result<Vec<Tap<MailName>>, ScenarioError> {
        let mut taps = Vec::new();
        if let Some(form) = &self.send {
            if form.mail.is_some() {
                return Err(content("`send` has no `mail`: `reply` answers one"));
            }
            taps.push(Tap::Send(form.draft()?));
        }
        if let Some(form) = &self.reply {
            taps.push(Tap::Reply(form.mail("reply")?, form.draft()?));
        }
        if let Some(form) = &self.send_draft {
            taps.push(Tap::SendDraft(form.mail("send_draft")?, form.draft()?));
        }
        if let Some(form) = &self.save_draft {
            taps.push(Tap::SaveDraft(form.mail.clone().map(MailName), form.draft()?));
        }
        Ok(taps)
    }
}

impl From<SearchInForm> for SearchIn {
    fn from(form: SearchInForm) -> Self {
        match form {
            SearchInForm::Device => Self::Here,
            SearchInForm::Server => Self::Server,
        }
    }
}

impl DraftForm {
    fn mail(&self, deed: &str) -> Result<MailName, ScenarioError> {
        let named = self.mail.clone().map(MailName);
        named.ok_or_else(|| content(format!("`{deed}` needs the `mail` that it is about")))
    }

    fn draft(&self) -> Result<Draft, ScenarioError> {
        let addresses = |written: &[String]| {
            written.iter().map(|text| address(text)).collect::<Result<Vec<_>, _>>()
        };
        Ok(Draft {
            to: addresses(&self.to)?,
            cc: addresses(&self.cc)?,
            bcc: addresses(&self.bcc)?,
            subject: self.subject.clone(),
            text: self.text.clone(),
            in_reply_to: None,
            continues: None,
            request_dsn: self.request_dsn,
        })
    }
}

fn address(text: &str) -> Result<Address, ScenarioError> {
    let halves =
        text.rsplit_once('@').filter(|(local, domain)| !local.is_empty() && !domain.is_empty());
    let (local, domain) = halves.ok_or_else(|| content(format!("{text:?} is no address")))?;
    Ok(Address::new(local, domain))
}
