//! What was accepted is never lost (RFC 5321 §6.1, §6.2): whatever the resolver and the other servers
//! answer, and however often the host is restarted, each recipient is at every moment in exactly one
//! place, and has exactly one end, of which whoever wants to hear of it hears once.

use std::collections::BTreeMap;
use std::sync::Arc;

use mailscope_base::{AccountId, EmailId, Envelope, Instant, Notify, QueueId, Recipient};
use mailscope_server::mta::{MtaInput, MtaOutput, MtaPolicy, TransferId};
use mailscope_store::spool::{Action, RecipientState};
use mailscope_store::{ChangeKind, Quota, SpoolChangeKind};
use mailscope_wire::smtp::{RecipientResult, Stage};
use proptest::prelude::*;

use super::host::{Host, MAIL, address, changed, mins, notify, report, result, route, spooled};

const RECIPIENTS: &[&str] = &[
    "ada@nord.example",
    "lena@nord.example",
    "nobody@nord.example",
    "a@sued.example",
    "b@Sued.example",
    "a@west.example",
    "b@east.example",
    "c@[192.0.2.9]",
];
const ROUTES: &[&[&str]] = &[
    &["mx1@10=192.0.2.1", "mx2@20=192.0.2.2"],
    &["mx1@10=192.0.2.1,192.0.2.3"],
    &["mx1@10=192.0.2.4", "mx.nord.example@20=192.0.2.5"],
    &["unknown"],
    &["null-mx"],
    &["no-such-domain"],
    &["mx.nord.example@10=192.0.2.5"],
];
const RESULTS: &[&str] = &[
    "250 2.0.0 taken",
    "250 taken",
    "rcpt 451 4.7.1 later",
    "rcpt 550 5.1.1 no",
    "rcpt 552 too many",
    "mail 452 4.3.1 full",
    "end 554 5.6.0 not this",
    "end 451 4.3.0 not now",
    "greeting 421 busy",
    "greeting 554 never",
    "connect -",
    "data -",
    "end -",
];

/// Something that happens.
#[derive(Clone, Debug)]
enum Step {
    Accept {
        from: &'static str,
        to: Vec<(&'static str, Option<&'static str>)>,
    },
    Route(usize, usize),
    /// What a server does, and whether its answer reaches the manager.
    Transfer(usize, Vec<usize>, bool),
    Restart,
    Wait(u64),
    Deadline,
    Full(bool),
}

fn step() -> impl Strategy<Value = Step> {
    let from = prop::sample::select(vec!["ada@nord.example", "ben@sued.example", ""]);
    let wish = prop::option::of(prop::sample::select(vec![
        "NEVER",
        "SUCCESS",
        "FAILURE",
        "SUCCESS,FAILURE,DELAY",
    ]));
    let to = prop::sample::subsequence(RECIPIENTS.to_vec(), 1..5);
    let to = (to, prop::collection::vec(wish, 5))
        .prop_map(|(to, wishes)| to.into_iter().zip(wishes).collect::<Vec<_>>());
    let results = prop::collection::vec(0..RESULTS.len(), 5);
    prop_oneof![
        3 => (from, to).prop_map(|(from, to)| Step::Accept { from, to }),
        6 => (any::<usize>(), 0..ROUTES.len()).prop_map(|(which, to)| Step::Route(which, to)),
        8 => (any::<usize>(), results, any::<bool>())
            .prop_map(|(which, results, dsn)| Step::Transfer(which, results, dsn)),
        1 => Just(Step::Restart),
        2 => (0..400_u64).prop_map(Step::Wait),
        3 => Just(Step::Deadline),
        1 => any::<bool>().prop_map(Step::Full),
    ]
}

/// How it goes on in the end, for ever.
#[derive(Clone, Copy, Debug)]
enum Ending {
    Good,
    Bad,
    Silent,
}

/// A message as it was accepted.
#[derive(Debug)]
struct Accepted {
    email: EmailId,
    envelope: Envelope,
}

/// The host, what is under way around it, and what has been seen.
struct World {
    host: Host,
    routes: Vec<Arc<str>>,
    transfers: Vec<(TransferId, QueueId, Vec<String>)>,
    accepted: BTreeMap<QueueId, Accepted>,
    /// Ends, by message and recipient.
    ends: BTreeMap<(EmailId, String), Vec<RecipientState>>,
    /// What arrived in mailboxes here.
    arrived: BTreeMap<(EmailId, AccountId), usize>,
    /// What other servers took.
    taken: BTreeMap<(EmailId, String), usize>,
    /// Of these, a second copy is legal.
    uncertain: BTreeMap<(EmailId, String), bool>,
    passed_on: BTreeMap<(EmailId, String), bool>,
    reported: BTreeMap<(EmailId, String, &'static str), usize>,
}

impl World {
    fn new() -> Self {
        Self {
            host: Host::new(MtaPolicy::default()),
            routes: Vec::new(),
            transfers: Vec::new(),
            accepted: BTreeMap::new(),
            ends: BTreeMap::new(),
            arrived: BTreeMap::new(),
            taken: BTreeMap::new(),
            uncertain: BTreeMap::new(),
            passed_on: BTreeMap::new(),
            reported: BTreeMap::new(),
        }
    }

    fn happen(&mut self, step: &Step) {
        match step {
            Step::Accept { from, to } => self.accept(from, to),
            Step::Route(which, to) => {
                if !self.routes.is_empty() {
                    let domain = self.routes.remove(which % self.routes.len());
                    let route = route(ROUTES.get(*to).unwrap());
                    self.host.input(MtaInput::Routed(domain, route));
                }
            }
            Step::Transfer(which, results, dsn) => {
                if !self.transfers.is_empty() {
                    let which = which % self.transfers.len();
                    self.serve(which, results, *dsn, true);
                }
            }
            Step::Restart => {
                // What the servers do with what was under way, nobody hears.
                while !self.transfers.is_empty() {
                    self.serve(0, &[0, 4, 3, 0, 1], false, false);
                }
                self.routes.clear();
                self.host.restart();
                self.host.wake();
            }
            Step::Wait(minutes) => {
                self.host.now = self.host.now + mins(*minutes);
                self.host.wake();
            }
            Step::Deadline => {
                self.host.next_deadline(Instant::from_micros(u64::MAX));
            }
            Step::Full(full) => {
                let quota = Quota { messages: full.then_some(0), ..Quota::default() };
                let _ = self.host.store.set_quota(AccountId(1), quota);
            }
        }
        self.look();
    }

    fn accept(&mut self, from: &str, to: &[(&str, Option<&str>)]) {
        let recipients = to.iter().map(|(to, wish)| Recipient {
            notify: wish.map(notify),
            ..Recipient::plain(address(to))
        });
        let envelope = Envelope {
            reverse_path: (!from.is_empty()).then(|| address(from)),
            recipients: recipients.collect(),
            ..Envelope::default()
        };
        let id = self.host.accept(envelope.clone(), MAIL);
        let email = self.host.store.spool().get(id).unwrap().email;
        self.accepted.insert(id, Accepted { email, envelope });
        self.host.wake();
    }

    /// Another server answers, and knows what it has taken, whether or not the answer arrives.
    fn serve(&mut self, which: usize, results: &[usize], dsn: bool, is_heard: bool) {
        let (id, queued, to) = self.transfers.remove(which);
        let email = self.accepted.get(&queued).unwrap().email;
        let results = results.iter().cycle().map(|one| result(RESULTS.get(*one).unwrap()));
        let results: Vec<_> = results.take(to.len()).collect();
        for (to, result) in to.iter().zip(&results) {
            let key = (email, to.clone());
            let is_taken = matches!(
                result,
                RecipientResult::Accepted(_)
                    | RecipientResult::NoAnswer { stage: Stage::DataEnd, .. }
            );
            if is_taken {
                *self.taken.entry(key.clone()).or_default() += 1;
                self.passed_on.insert(key.clone(), dsn);
            }
            if is_taken && (!is_heard || !matches!(result, RecipientResult::Accepted(_))) {
                self.uncertain.insert(key, true);
            }
        }
        if is_heard {
            self.host.input(MtaInput::Transferred(id, report(results, dsn)));
        }
    }

    /// Notes what the turn has done, and checks that everybody is in one place.
    fn look(&mut self) {
        for output in core::mem::take(&mut self.host.out) {
            if let Some(change) = spooled(&output) {
                match &change.kind {
                    SpoolChangeKind::Recipient { address, state } if state.is_final() => {
                        let key = (change.email, address.to_string());
                        self.ends.entry(key).or_default().push(state.clone());
                    }
                    SpoolChangeKind::Reported { action, report } => {
                        self.note_report(change.id, *action, *report);
                    }
                    _ => {}
                }
            }
            if let Some(change) = changed(&output)
                && let ChangeKind::Appended { email, .. } = &change.kind
            {
                *self.arrived.entry((*email, change.account)).or_default() += 1;
            }
            match output {
                MtaOutput::Route(domain) => self.routes.push(domain),
                MtaOutput::Transfer { id, queued, transaction, .. } => {
                    let to = transaction.envelope.recipients.iter();
                    let to = to.map(|to| to.address.to_string()).collect();
                    self.transfers.push((id, queued, to));
                }
                _ => {}
            }
        }
        self.check();
    }

    /// A report is a message like any other, and speaks of recipients.
    fn note_report(&mut self, about: QueueId, action: Action, report: QueueId) {
        let original = self.accepted.get(&about).unwrap();
        let to = original.envelope.reverse_path.clone().unwrap();
        let original = original.email;
        let queued = self.host.store.spool().get(report).map(|one| (one.email, one.mail.clone()));
        let (email, mail) = queued.unwrap_or_else(|| {
            // It has found its way already: into the mailbox of Ada.
            self.host
                .inbox(AccountId(0))
                .into_iter()
                .rfind(|(_, mail)| {
                    let text = String::from_utf8_lossy(mail.bytes()).into_owned();
                    text.contains(&format!("Action: {}", action.name()))
                        && text.contains(&format!("Message-ID: <report-{about}-"))
                })
                .unwrap()
        });
        let text = String::from_utf8_lossy(mail.bytes()).into_owned();
        for line in text.lines().filter_map(|line| line.strip_prefix("Final-Recipient: rfc822; ")) {
            let key = (original, line.to_owned(), action.name());
            *self.reported.entry(key).or_default() += 1;
        }
        let envelope = Envelope { recipients: vec![Recipient::plain(to)], ..Envelope::default() };
        self.accepted.insert(report, Accepted { email, envelope });
    }

    fn check(&self) {
        for (id, Accepted { email, envelope }) in &self.accepted {
            let queued = self.host.store.spool().get(*id);
            let mut here: BTreeMap<AccountId, usize> = BTreeMap::new();
            for (place, one) in envelope.recipients.iter().enumerate() {
                let key = (*email, one.address.to_string());
                let ends = self.ends.get(&key).map_or(&[][..], Vec::as_slice);
                let waits =
                    queued.is_some_and(|q| !q.recipients.get(place).unwrap().state.is_final());
                assert_eq!(usize::from(waits) + ends.len(), 1, "{key:?} is in one place: {ends:?}");
                if let [RecipientState::Done(_)] = ends {
                    match self.host.store.recipient(&one.address) {
                        Some(account) => *here.entry(account).or_default() += 1,
                        None => assert!(self.taken.contains_key(&key), "{key:?} was taken"),
                    }
                }
                let copies = self.taken.get(&key).copied().unwrap_or_default();
                assert!(copies <= 1 || self.uncertain.contains_key(&key), "{key:?}: {copies}");
            }
            for account in [AccountId(0), AccountId(1)] {
                let expected = here.get(&account).copied().unwrap_or_default();
                let arrived = self.arrived.get(&(*email, account)).copied().unwrap_or_default();
                let there = self.host.inbox(account).iter().filter(|(e, _)| e == email).count();
                assert_eq!((arrived, there), (expected, expected), "{email} of {account}");
            }
        }
    }

    /// Goes on in one way until the queue is empty.
    fn end(&mut self, ending: Ending) {
        let (route, result) = match ending {
            Ending::Good => (1, 0),
            Ending::Bad => (0, 3),
            Ending::Silent => (0, 10),
        };
        self.happen(&Step::Full(matches!(ending, Ending::Silent)));
        for _ in 0..20_000 {
            if !self.routes.is_empty() {
                self.happen(&Step::Route(0, route));
            } else if !self.transfers.is_empty() {
                self.happen(&Step::Transfer(0, vec![result], false));
            } else if self.host.mta.deadline(&self.host.store).is_some() {
                self.happen(&Step::Deadline);
            } else {
                break;
            }
        }
        assert!(self.host.store.spool().is_empty(), "every message has its end");
        for Accepted { email, envelope } in self.accepted.values() {
            for one in &envelope.recipients {
                self.check_reports(*email, envelope, one);
            }
        }
    }

    /// RFC 3461 §5.2 (§5.2.3 delivered, §5.2.5 delayed, §5.2.6 failed), in other words than the manager's.
    fn check_reports(&self, email: EmailId, envelope: &Envelope, one: &Recipient) {
        let to = one.address.to_string();
        let key = (email, to.clone());
        let told = |action: Action| {
            self.reported.get(&(email, to.clone(), action.name())).copied().unwrap_or_default()
        };
        let (success, failure, delay) = match one.notify {
            _ if envelope.reverse_path.is_none() => (false, false, false),
            None => (false, true, true),
            Some(Notify::Never) => (false, false, false),
            Some(Notify::On { success, failure, delay }) => (success, failure, delay),
        };
        let end = self.ends.get(&key).and_then(|ends| ends.first()).unwrap();
        let is_here = self.host.store.recipient(&one.address).is_some();
        let is_done = matches!(end, RecipientState::Done(_));
        let passed_on = self.passed_on.get(&key).copied().unwrap_or_default();
        assert_eq!(told(Action::Failed), usize::from(failure && !is_done), "{key:?} failed");
        let delivered = usize::from(success && is_done && is_here);
        assert_eq!(told(Action::Delivered), delivered, "{key:?} delivered");
        let relayed = usize::from(success && is_done && !is_here && !passed_on);
        assert_eq!(told(Action::Relayed), relayed, "{key:?} relayed");
        assert!(told(Action::Delayed) <= usize::from(delay), "{key:?} delayed");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_accepted_is_never_lost(
        steps in prop::collection::vec(step(), 1..60),
        ending in prop::sample::select(vec![Ending::Good, Ending::Bad, Ending::Silent]),
    ) {
        let mut world = World::new();
        for step in &steps {
            world.happen(step);
        }
        world.end(ending);
    }
}
