//! Whatever happens: what is called fresh is equal, and what is called stale differs. Compared with a
//! plain look at every mailbox and every mail of every device.

use mailscope_base::{EmailId, Flag, Flags, ProviderId};
use mailscope_sim::client::{LocalMessage, Origin, Standing};
use mailscope_sim::store::{Mailbox, Message, UniqueId};
use mailscope_sim::{Action, Device, Freshness, Holder, Tap, World, knowledge};

use crate::stage::{IDLE, POLL, Stage, imap, late_mail, pass, pop3};

/// Runs, and things that happen in each.
const RUNS: u64 = 24;
const DEEDS: usize = 40;

/// A small generator: the same numbers for ever.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn yes(&mut self) -> bool {
        self.below(2) == 0
    }
}

#[test]
fn fresh_is_equal_and_stale_differs() {
    let mut seen = std::collections::BTreeSet::new();
    for run in 0..RUNS {
        let mut chance = Chance(run * 7919 + 1);
        let after = ["leave", "remove-at-once", "remove-when-deleted-here"][(run % 3) as usize];
        let delete = ["move-to-trash", "mark-deleted", "expunge"][(run / 3 % 3) as usize];
        let devices = [
            imap("laptop", &format!("{IDLE}\non_delete = \"{delete}\"")),
            imap("phone", POLL),
            pop3("tablet", &format!("{POLL}\nafter_fetch = \"{after}\"")),
        ];
        let mut world = Stage::with(&devices).empty();
        for _ in 0..DEEDS {
            deed(&mut world, &mut chance);
            check(&world, &mut seen);
        }
    }
    for freshness in Freshness::ALL {
        let possible = freshness != Freshness::OnlyHere;
        assert_eq!(
            seen.contains(&freshness),
            possible,
            "{freshness:?}: a run that says too little"
        );
    }
}

/// Something happens, and more or less of its consequence.
fn deed(world: &mut World, chance: &mut Chance) {
    let count = world.devices().len() as u64;
    let nth = usize::try_from(chance.below(count)).expect("a small number");
    let device = world.devices().nth(nth).expect("there is that device").id;
    let emails: Vec<EmailId> = world.emails().collect();
    let mail = emails[usize::try_from(chance.below(emails.len() as u64)).expect("small")];
    let folder = ["INBOX", "Schule", "Trash"][usize::try_from(chance.below(3)).expect("small")];
    let action = match chance.below(12) {
        0 | 1 => Action::Tap(device, Tap::SetRead(mail, chance.yes())),
        2 => Action::Tap(device, Tap::SetFlagged(mail, chance.yes())),
        3 | 4 => Action::Tap(device, Tap::Move(mail, folder.to_owned())),
        5 => Action::Tap(device, Tap::Delete(mail)),
        6 => Action::Tap(device, Tap::CheckMail),
        7 => Action::Tap(device, Tap::OpenFolder(folder.to_owned())),
        8 => Action::SetOnline(device, chance.yes()),
        9 => {
            let account = world.provider().account;
            Action::Deliver(ProviderId(0), account, vec![late_mail()])
        }
        10 => Action::Tap(device, Tap::SetKeyword(mail, "wichtig".to_owned(), chance.yes())),
        _ => Action::Tap(device, Tap::Open(mail)),
    };
    // What cannot be done changes nothing.
    let _ = world.inject(&action);
    match chance.below(4) {
        0 => {}
        1 => {
            let turns = chance.below(30);
            for _ in 0..turns {
                world.step();
            }
        }
        2 => pass(world, 5),
        _ => pass(world, 20 * 60),
    }
}

fn check(world: &World, seen: &mut std::collections::BTreeSet<Freshness>) {
    for email in world.emails() {
        let places = places(world, email);
        for device in world.devices() {
            let copies: Vec<&LocalMessage> = device
                .app
                .local()
                .messages()
                .filter(|copy| world.email_of(device.id, &copy.origin) == Some(email))
                .collect();
            let known = knowledge(world, Holder::Device(device.id), email);
            let freshness = known.freshness;
            seen.insert(freshness);
            match (copies.is_empty(), places.is_empty()) {
                (true, true) => assert_eq!(freshness, Freshness::Nowhere, "{known:?}"),
                (true, false) => {
                    let absent = [Freshness::NeverSeen, Freshness::GoneHere];
                    assert!(absent.contains(&freshness), "{known:?}");
                }
                (false, true) => assert_eq!(freshness, Freshness::GoneThere, "{known:?}"),
                (false, false) => {
                    let equal = copies.iter().all(|copy| is_equal(copy, &places));
                    let expected = if equal { Freshness::Fresh } else { Freshness::Stale };
                    assert_eq!(freshness, expected, "{known:?}\n{copies:?}\n{places:?}");
                    assert_eq!(known.differs.is_empty(), equal);
                }
            }
            assert_eq!(known.is_present(), !copies.is_empty());
            check_chain(world, device, &known.chain);
        }
        let server = knowledge(world, Holder::Server(ProviderId(0)), email);
        let present = if places.is_empty() { Freshness::Nowhere } else { Freshness::Fresh };
        assert_eq!(server.freshness, present);
    }
}

/// The entries of a chain are in the trace, and none twice.
fn check_chain(world: &World, device: &Device, chain: &[mailscope_sim::EntryId]) {
    assert!(chain.len() <= mailscope_base::limits::KNOWLEDGE_CHAIN_MAX);
    for (at, id) in chain.iter().enumerate() {
        assert!(world.trace().get(*id).is_some(), "{:?}", device.kind);
        assert!(!chain[..at].contains(id));
    }
}

/// Every place that Ada's account has a mail in, by UIDVALIDITY and UID.
fn places(world: &World, email: EmailId) -> Vec<(&Mailbox, &Message)> {
    let provider = world.provider();
    let account = provider.store.account(provider.account).expect("there is an account");
    let mut found: Vec<(&Mailbox, &Message)> = account
        .mailboxes()
        .flat_map(|mailbox| mailbox.messages().iter().map(move |message| (mailbox, message)))
        .filter(|(_, message)| message.email == email)
        .collect();
    found.sort_by_key(|(mailbox, message)| (mailbox.uid_validity(), message.uid));
    found
}

/// A copy is held against the place that it came from, or against the first one left.
fn is_equal(copy: &LocalMessage, places: &[(&Mailbox, &Message)]) -> bool {
    let came_from = |(mailbox, message): &&(&Mailbox, &Message)| match &copy.origin {
        Origin::Imap(validity, uid) => (*validity, *uid) == (mailbox.uid_validity(), message.uid),
        Origin::Pop3(id) => *id == UniqueId::of(mailbox.uid_validity(), message.uid),
        Origin::Composed(_) => false,
    };
    let Some((mailbox, message)) = places.iter().find(came_from).or(places.first()) else {
        return false;
    };
    let is_named = |mailbox: &Mailbox| **mailbox.name() == *copy.folder;
    let folder = if copy.standing == Standing::Own {
        places.iter().any(|(mailbox, _)| is_named(mailbox))
    } else {
        is_named(mailbox)
    };
    let seen =
        |flags: &Flags| -> Vec<Flag> { flags.iter().filter(|flag| *flag != Flag::Draft).collect() };
    folder && seen(&copy.flags) == seen(&message.flags)
}
