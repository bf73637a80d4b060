//! A person's own mail: files are read one after the other, in slices, and delivered together.
//! Nothing of it leaves the browser.

use std::collections::VecDeque;
use std::rc::Rc;

use gloo::file::Blob;
use gloo::file::callbacks::read_as_bytes;
use gloo::timers::callback::Timeout;
use mailscope_view::{AccountId, Build, Deed, Import, ImportReport, ProviderId, Text, is_a_run};
use web_sys::{File, FileList};
use yew::Context;

use crate::app::{App, Msg};
use crate::dom;
use crate::share;

/// Octets of the largest file that is taken.
const LARGEST: f64 = 268_435_456.0;
/// How long a slice may take, in milliseconds.
const SLICE: f64 = 12.0;
/// Messages between two looks at the clock.
const MESSAGES: usize = 16;
/// More mails than this are not watched one by one.
const WATCHABLE: usize = 12;

/// Files on their way from the disk to the server.
#[derive(Default)]
pub(crate) struct Importing {
    queue: VecDeque<File>,
    /// The file being read: its name, and the work once its octets are here.
    present: Option<(String, Option<Import>)>,
    reports: Vec<ImportReport>,
    problems: Vec<Text>,
    summaries: Vec<Text>,
    timer: Option<Timeout>,
    /// For whom; nothing for whoever is first.
    to: Option<(ProviderId, AccountId)>,
}

/// What a person sees of it.
#[derive(Clone, PartialEq)]
pub(crate) enum ImportState {
    /// At work on a file: its name, octets done, octets in all.
    Reading(String, usize, usize),
    /// All done: what was read, and what was not.
    Done(Rc<Vec<Text>>, Rc<Vec<Text>>),
}

impl Importing {
    pub(crate) fn state(&self) -> ImportState {
        match &self.present {
            Some((name, work)) => {
                let (done, all) = work.as_ref().map_or((0, 1), Import::progress);
                ImportState::Reading(name.clone(), done, all)
            }
            None => {
                ImportState::Done(Rc::new(self.summaries.clone()), Rc::new(self.problems.clone()))
            }
        }
    }
}

/// The files of a list.
pub(crate) fn list(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

impl App {
    pub(crate) fn import(&mut self, ctx: &Context<Self>, files: Vec<File>) {
        self.import_for(ctx, files, None);
    }

    /// Reads files for an account. While others are being read, they wait, and all of them are for the same
    /// one.
    pub(crate) fn import_for(
        &mut self,
        ctx: &Context<Self>,
        files: Vec<File>,
        to: Option<(ProviderId, AccountId)>,
    ) {
        if files.is_empty() {
            return;
        }
        let idle = self.importing.as_ref().is_none_or(|importing| importing.present.is_none());
        if idle {
            self.importing = Some(Importing { to, ..Importing::default() });
        }
        if let Some(importing) = &mut self.importing {
            importing.queue.extend(files);
        }
        if idle {
            self.import_next(ctx);
        }
    }

    fn import_next(&mut self, ctx: &Context<Self>) {
        let Some(importing) = &mut self.importing else { return };
        while let Some(file) = importing.queue.pop_front() {
            let name = file.name();
            if file.size() > LARGEST {
                importing.problems.push(Text::new("import-too-large").words("name", name));
                continue;
            }
            importing.present = Some((name.clone(), None));
            let link = ctx.link().clone();
            self.reader = Some(read_as_bytes(&Blob::from(file), move |read| {
                link.send_message(Msg::Read(name, read.ok()));
            }));
            return;
        }
        importing.present = None;
        self.reader = None;
        self.deliver(ctx);
    }

    pub(crate) fn import_read(&mut self, ctx: &Context<Self>, name: &str, bytes: Option<Vec<u8>>) {
        let Some(importing) = &mut self.importing else { return };
        match bytes {
            // A run among the files is opened, and is no mail.
            Some(bytes) if is_a_run(name, &bytes) => {
                let nothing_else = importing.summaries.is_empty()
                    && importing.problems.is_empty()
                    && importing.queue.is_empty();
                self.import_next(ctx);
                if nothing_else {
                    self.importing = None;
                }
                self.on_share(ctx, share::Msg::File(bytes));
            }
            Some(bytes) => {
                importing.present = Some((name.to_owned(), Some(Import::new(name, bytes))));
                self.import_more(ctx);
            }
            None => {
                importing.problems.push(Text::new("import-unreadable").words("name", name));
                self.import_next(ctx);
            }
        }
    }

    pub(crate) fn import_more(&mut self, ctx: &Context<Self>) {
        let Some(importing) = &mut self.importing else { return };
        let Some((_, Some(import))) = &mut importing.present else { return };
        let start = dom::now();
        while import.work(MESSAGES) {
            if dom::now() - start > SLICE {
                let link = ctx.link().clone();
                importing.timer = Some(Timeout::new(0, move || link.send_message(Msg::ImportMore)));
                return;
            }
        }
        if let Some((_, Some(import))) = importing.present.take() {
            let mut report = import.finish();
            importing.summaries.push(report.summary.clone());
            importing.problems.append(&mut report.problems);
            importing.reports.push(report);
        }
        self.import_next(ctx);
    }

    /// Gives everything that was read to the server.
    fn deliver(&mut self, ctx: &Context<Self>) {
        let Some(importing) = &mut self.importing else { return };
        let to = importing.to;
        let reports = std::mem::take(&mut importing.reports);
        let mails: Vec<_> = reports.into_iter().flat_map(|report| report.mails).collect();
        if mails.is_empty() {
            return;
        }
        let many = mails.len() > WATCHABLE;
        match to {
            Some((provider, account)) => {
                let deed = Build::Deliver(provider, account, mails);
                self.build(ctx, super::Form::Mail, deed);
            }
            None => self.perform(ctx, &Deed::Deliver(mails)),
        }
        if many {
            self.follow_at_once(ctx);
        }
    }
}
