//! Setting the account up, and setting it up anew.

use mailscope_wire::{Choice, Output};

use super::engine::Stimulus;
use super::{AfterFetch, AppCx, AppOutput, Channel, CheckFor, MailApp, Protocol, Settings};
use crate::{choice, imap, pop3, web};

impl MailApp {
    /// Other settings hold from now on.
    pub(super) fn configure(&mut self, settings: Settings, cx: &mut AppCx<'_>) {
        let afresh = settings.user != self.settings.user
            || core::mem::discriminant(&settings.protocol)
                != core::mem::discriminant(&self.settings.protocol);
        self.settings = settings;
        if matches!(&self.settings.protocol, Protocol::Pop3(p) if p.after_fetch == AfterFetch::Leave)
        {
            // Nothing is removed any more, not even what a person has deleted here before.
            self.local.unique_ids.doomed.clear();
        }
        self.start_over();
        self.sender.encourage();
        if afresh {
            self.begin_afresh(choice::START_AFRESH, cx);
        } else if self.engine.is_some() || self.check() != CheckFor::Manual {
            let task = match self.settings.protocol {
                Protocol::Imap(policy) => Stimulus::Imap(imap::Task::Configure(policy)),
                Protocol::Pop3(policy) => Stimulus::Pop3(pop3::Task::Configure(policy)),
                Protocol::Webmail(_) => Stimulus::Web(web::Task::Folders),
            };
            self.work(task, cx);
        }
        self.submit(cx);
    }

    /// Forgets everything that the app knows, and sets the account up once more: what the device shows
    /// after that is what the server can tell it again.
    pub(super) fn begin_afresh(&mut self, why: Choice, cx: &mut AppCx<'_>) {
        self.start_over();
        self.forget_sending(cx);
        Self::choose(why, cx);
        if self.engine.take().is_some() {
            cx.out.push(AppOutput::Wire(Channel::Reading, Output::Closed));
        }
        self.local.clear();
        "INBOX".clone_into(&mut self.open_folder);
        self.open_message = None;
        self.prepare_folders(cx);
        self.connect(cx);
    }

    /// The folders that a device has before it has heard of any.
    pub(super) fn prepare_folders(&mut self, cx: &mut AppCx<'_>) {
        if matches!(self.settings.protocol, Protocol::Pop3(_)) {
            self.local.ensure_own_folder("INBOX", cx.now);
            self.local.ensure_own_folder("Trash", cx.now);
        }
        self.report(cx);
    }
}
