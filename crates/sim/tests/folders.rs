//! Two devices of one account: what one of them does with folders, drafts and subscriptions, and when
//! the other one hears of it.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use bytes::Bytes;
use mailscope_base::{DeviceId, Duration, Instant};
use mailscope_sim::client::LocalMail;
use mailscope_sim::{Fact, Scenario, World};

const HEAD: &str = r#"
version = 2
start = "2026-05-04T08:00:00+02:00"

[[provider]]
name = "nord.example"
uid_validity = 7
tls = "none"

[[provider.user]]
name = "ada"
full_name = "Ada Nordmann"
password = "Seestern-7"
mailbox = [{ name = "Trash", role = "trash" }, { name = "Drafts", role = "drafts" }]
mail = [{ file = "kuchen.eml" }]

[[device]]
kind = "laptop"
protocol = "imap"
latency_ms = 20
check = "idle"
tls = "never"
sending = { tls = "never" }

[[device]]
kind = "phone"
protocol = "imap"
latency_ms = 50
tls = "never"
"#;

const LAPTOP: DeviceId = DeviceId(0);
const PHONE: DeviceId = DeviceId(1);

const MAIL: &[u8] = b"From: oma@sued.example\r\nSubject: Kuchen\r\n\
    Date: Mon, 4 May 2026 07:00:00 +0200\r\n\r\nAm Sonntag gibt es Streusel.\r\n";

/// The world of a phone with these settings, after those actions and so many seconds. Each of them could
/// be done.
fn world(phone: &str, actions: &[&str], secs: u64) -> World {
    let world = play(phone, actions, secs);
    for entry in world.trace().iter() {
        assert!(!matches!(entry.fact, Fact::CouldNot(_)), "{:?}", entry.fact);
    }
    world
}

fn play(phone: &str, actions: &[&str], secs: u64) -> World {
    let mut text = format!("{HEAD}{phone}\n");
    for action in actions {
        text.push_str("[[action]]\n");
        text.push_str(action);
        text.push('\n');
    }
    let scenario = Scenario::parse(&text, |_| Some(Bytes::from_static(MAIL))).expect("it loads");
    let mut world = World::new(&scenario, 1);
    world.run_until(Instant::START + Duration::from_secs(secs), 100_000);
    world
}

fn local(world: &World, device: DeviceId) -> &LocalMail {
    world.device(device).expect("it is there").app.local()
}

fn folders(world: &World, device: DeviceId) -> Vec<&str> {
    local(world, device).folders().map(|folder| &*folder.name).collect()
}

fn subjects(world: &World, device: DeviceId, folder: &str) -> Vec<String> {
    let mails = local(world, device).messages_in(folder);
    mails.map(|mail| mail.summary.subject.clone()).collect()
}

fn said(world: &World, text: &str) -> usize {
    let frames = world.trace().iter().filter_map(|entry| match &entry.fact {
        Fact::Sent { frame, .. } => Some(String::from_utf8_lossy(&frame.bytes).into_owned()),
        _ => None,
    });
    frames.filter(|frame| frame.contains(text)).count()
}

#[test]
fn another_device_hears_of_a_folder_at_its_next_check_and_not_by_idle() {
    let make = "at = \"10 s\"\ndevice = \"laptop\"\ncreate_folder = \"Schule\"";
    let put =
        "at = \"11 s\"\ndevice = \"laptop\"\nmove = { mail = \"Kuchen\", folder = \"Schule\" }";
    let rename =
        "at = \"12 s\"\ndevice = \"laptop\"\nrename_folder = { from = \"Schule\", to = \"8b\" }";
    let before = world("check = \"idle\"", &[make, put, rename], 60);
    assert_eq!(subjects(&before, LAPTOP, "8b"), ["Kuchen"]);
    // IDLE has told that the mail is gone from INBOX, and nothing of the folder (RFC 9051 §6.3.13).
    assert_eq!(folders(&before, PHONE), ["INBOX", "Drafts", "Trash"]);
    assert!(subjects(&before, PHONE, "INBOX").is_empty());

    let check = "at = \"30 s\"\ndevice = \"phone\"\ncheck_mail = true";
    let after = world("check = \"idle\"", &[make, put, rename, check], 60);
    assert_eq!(folders(&after, PHONE), ["INBOX", "8b", "Drafts", "Trash"]);
    assert_eq!(subjects(&after, PHONE, "8b"), ["Kuchen"]);
    // Renewing IDLE is a check, too.
    let later = world("check = \"idle\"", &[make, put, rename], 40 * 60);
    assert_eq!(subjects(&later, PHONE, "8b"), ["Kuchen"]);
}

#[test]
fn a_removed_folder_is_gone_on_both_with_its_mail() {
    let actions = [
        "at = \"10 s\"\ndevice = \"laptop\"\ncreate_folder = \"Schule\"",
        "at = \"11 s\"\ndevice = \"laptop\"\nmove = { mail = \"Kuchen\", folder = \"Schule\" }",
        "at = \"15 s\"\ndevice = \"phone\"\ncheck_mail = true",
        "at = \"20 s\"\ndevice = \"phone\"\nopen_folder = \"Schule\"",
        "at = \"30 s\"\ndevice = \"laptop\"\ndelete_folder = \"Schule\"",
        "at = \"50 s\"\ndevice = \"phone\"\ncheck_mail = true",
    ];
    let world = world("check = \"manual\"", &actions, 80);
    for device in [LAPTOP, PHONE] {
        assert_eq!(folders(&world, device), ["INBOX", "Drafts", "Trash"]);
        assert!(local(&world, device).is_empty());
    }
    assert_eq!(world.device(PHONE).expect("it is there").app.open_folder(), "INBOX");
}

#[test]
fn a_draft_travels_and_ends_when_it_is_sent() {
    let save = "at = \"10 s\"\ndevice = \"laptop\"\n\
        save_draft = { subject = \"Einladung\", text = \"Kommst du\" }";
    let go_on = "at = \"30 s\"\ndevice = \"phone\"\n\
        save_draft = { mail = \"Einladung\", subject = \"Einladung!\", text = \"Kommst du?\" }";
    let send = "at = \"50 s\"\ndevice = \"phone\"\nsend_draft = { mail = \"Einladung!\", \
        to = [\"ada@nord.example\"], subject = \"Einladung!\", text = \"Kommst du am Sonntag?\" }";
    let check =
        |at: &str, device: &str| format!("at = \"{at}\"\ndevice = \"{device}\"\ncheck_mail = true");
    let phone = "check = \"manual\"\nsending = { tls = \"never\" }";
    let (c1, c2, c3) = (check("20 s", "phone"), check("40 s", "laptop"), check("70 s", "laptop"));

    let there = world(phone, &[save, &c1], 28);
    assert_eq!(subjects(&there, PHONE, "Drafts"), ["Einladung"]);
    let replaced = world(phone, &[save, &c1, go_on, &c2], 48);
    assert_eq!(subjects(&replaced, PHONE, "Drafts"), ["Einladung!"]);
    assert_eq!(subjects(&replaced, LAPTOP, "Drafts"), ["Einladung!"]);
    assert_eq!(said(&replaced, "APPEND Drafts (\\Draft \\Seen)"), 2);
    assert_eq!(said(&replaced, "UID EXPUNGE"), 1);
    let gone = world(phone, &[save, &c1, go_on, &c2, send, &c3], 120);
    assert!(subjects(&gone, PHONE, "Drafts").is_empty());
    assert!(subjects(&gone, LAPTOP, "Drafts").is_empty());
    assert!(subjects(&gone, LAPTOP, "INBOX").contains(&"Einladung!".to_owned()), "it has arrived");
}

#[test]
fn a_draft_that_stays_here_is_known_nowhere_else() {
    let phone = "check = \"manual\"\ndrafts = \"here\"\nsending = { tls = \"never\" }";
    let actions = [
        "at = \"10 s\"\ndevice = \"phone\"\nsave_draft = { subject = \"Geheim\", text = \"x\" }",
        "at = \"20 s\"\ndevice = \"laptop\"\ncheck_mail = true",
    ];
    let world = world(phone, &actions, 60);
    assert_eq!(subjects(&world, PHONE, "Local Drafts"), ["Geheim"]);
    assert!(subjects(&world, LAPTOP, "Drafts").is_empty());
    assert_eq!(said(&world, "APPEND Drafts"), 0);
}

#[test]
fn a_device_that_goes_by_subscriptions_shows_what_somebody_subscribed_to() {
    let phone = "check = \"manual\"\nshows = \"subscribed\"";
    let make = "at = \"10 s\"\ndevice = \"laptop\"\ncreate_folder = \"Schule\"";
    let unsubscribe = "at = \"30 s\"\ndevice = \"laptop\"\nunsubscribe = \"Schule\"";
    let first = "at = \"20 s\"\ndevice = \"phone\"\ncheck_mail = true";
    let second = "at = \"40 s\"\ndevice = \"phone\"\ncheck_mail = true";
    let shown = world(phone, &[make, first], 25);
    assert_eq!(folders(&shown, PHONE), ["INBOX", "Schule"], "made here, so subscribed to");
    let hidden = world(phone, &[make, first, unsubscribe, second], 60);
    assert_eq!(folders(&hidden, PHONE), ["INBOX"]);
    assert_eq!(folders(&hidden, LAPTOP), ["INBOX", "Drafts", "Schule", "Trash"]);
}

#[test]
fn keeping_everything_makes_a_search_on_the_device_complete() {
    let search =
        "at = \"30 s\"\ndevice = \"phone\"\nsearch = { word = \"Streusel\", on = \"device\" }";
    let ask =
        "at = \"30 s\"\ndevice = \"phone\"\nsearch = { word = \"Streusel\", on = \"server\" }";
    let found = |world: &World| {
        let found = world.device(PHONE).expect("it is there").app.found().cloned();
        let found = found.expect("somebody searched");
        (found.ids.len(), found.elsewhere, found.complete)
    };
    assert_eq!(found(&world("check = \"manual\"", &[search], 60)), (0, 0, false));
    assert_eq!(found(&world("check = \"manual\"", &[ask], 60)), (1, 0, true));
    let everything = "check = \"manual\"\nkeeps = \"everything\"";
    assert_eq!(found(&world(everything, &[search], 60)), (1, 0, true));
    // The mail arrived today; what is older than the last days is not here at all.
    let days = "check = \"manual\"\nkeeps = { last-days = 3 }";
    assert_eq!(found(&world(days, &[search], 60)), (1, 0, false));
}

#[test]
fn what_was_done_offline_is_done_in_the_order_of_the_taps() {
    let actions = [
        "at = \"5 s\"\ndevice = \"laptop\"\nonline = false",
        "at = \"10 s\"\ndevice = \"laptop\"\ncreate_folder = \"A\"",
        "at = \"11 s\"\ndevice = \"laptop\"\nmove = { mail = \"Kuchen\", folder = \"A\" }",
        "at = \"12 s\"\ndevice = \"laptop\"\nkeyword = { mail = \"Kuchen\", word = \"Essen\" }",
        "at = \"13 s\"\ndevice = \"laptop\"\nrename_folder = { from = \"A\", to = \"B\" }",
        "at = \"14 s\"\ndevice = \"laptop\"\ncreate_folder = \"A\"",
        "at = \"20 s\"\ndevice = \"laptop\"\nonline = true",
        "at = \"40 s\"\ndevice = \"phone\"\ncheck_mail = true",
        "at = \"60 s\"\ndevice = \"phone\"\ndelete = \"Kuchen\"",
        "at = \"61 s\"\ndevice = \"phone\"\nempty_trash = true",
        "at = \"80 s\"\ndevice = \"laptop\"\ncheck_mail = true",
    ];
    let before = world("check = \"manual\"", &actions[..8], 50);
    for device in [LAPTOP, PHONE] {
        assert_eq!(folders(&before, device), ["INBOX", "A", "B", "Drafts", "Trash"]);
        assert_eq!(subjects(&before, device, "B"), ["Kuchen"]);
        let mail = local(&before, device).messages_in("B").next().expect("it is there");
        assert_eq!(mail.flags.to_string(), "(Essen)");
    }
    let emptied = world("check = \"manual\"", &actions, 120);
    assert!(local(&emptied, PHONE).is_empty());
    assert!(local(&emptied, LAPTOP).is_empty());
}

/// What a device shows of an account, or what the server holds: folder, subject, flags.
type Shown = Vec<(String, Vec<(String, String)>)>;

fn on_server(world: &World) -> Shown {
    let (_, account) = world.provider().store.accounts().next().expect("there is an account");
    let mut all: Shown = account
        .mailboxes()
        .map(|mailbox| {
            let mails = mailbox.messages().iter();
            let mut mails: Vec<_> = mails
                .map(|mail| {
                    let subject = mail.mail.summary().subject.clone().unwrap_or_default();
                    (subject, mail.flags.to_string())
                })
                .collect();
            mails.sort();
            (mailbox.name().to_string(), mails)
        })
        .collect();
    all.sort();
    all
}

fn on_device(world: &World, device: DeviceId) -> Shown {
    let local = local(world, device);
    let mut all: Shown = local
        .folders()
        .filter(|folder| !folder.local)
        .map(|folder| {
            let mails = local.messages_in(&folder.name);
            let mut mails: Vec<_> =
                mails.map(|mail| (mail.summary.subject.clone(), mail.flags.to_string())).collect();
            mails.sort();
            (folder.name.clone(), mails)
        })
        .collect();
    all.sort();
    all
}

const TAPS: &[&str] = &[
    "create_folder = \"A\"",
    "create_folder = \"B\"",
    "rename_folder = { from = \"A\", to = \"C\" }",
    "rename_folder = { from = \"B\", to = \"A\" }",
    "delete_folder = \"A\"",
    "delete_folder = \"C\"",
    "open_folder = \"A\"",
    "open_folder = \"INBOX\"",
    "move = { mail = \"Kuchen\", folder = \"A\" }",
    "move = { mail = \"Kuchen\", folder = \"INBOX\" }",
    "move = { mail = \"Kuchen\", folder = \"C\" }",
    "flag = \"Kuchen\"",
    "unflag = \"Kuchen\"",
    "keyword = { mail = \"Kuchen\", word = \"Essen\" }",
    "delete = \"Kuchen\"",
    "empty_trash = true",
    "save_draft = { subject = \"Brief\", text = \"x\" }",
    "save_draft = { mail = \"Brief\", subject = \"Brief\", text = \"xx\" }",
    "unsubscribe = \"A\"",
    "search = { word = \"x\", on = \"server\" }",
    "online = false",
    "online = true",
    "check_mail = true",
];

/// Whatever two people do on two devices, with and without network: once both are online and have
/// looked for mail, everybody has the same (RFC 4549 §1: the server's state is the master).
#[test]
fn devices_agree_with_the_server_once_both_have_looked() {
    let mut rng = mailscope_base::Prng::new(11);
    for round in 0..24_u64 {
        let mut actions = Vec::new();
        let mut at = 5;
        for _ in 0..24 {
            at += rng.below(3);
            let device = if rng.chance(1, 2) { "laptop" } else { "phone" };
            let index = usize::try_from(rng.below(TAPS.len() as u64)).expect("it is small");
            actions.push(format!("at = \"{at} s\"\ndevice = \"{device}\"\n{}", TAPS[index]));
        }
        for (after, tap) in
            [(60, "online = true"), (120, "check_mail = true"), (180, "check_mail = true")]
        {
            for device in ["laptop", "phone"] {
                let moment = at + after;
                actions.push(format!("at = \"{moment} s\"\ndevice = \"{device}\"\n{tap}"));
            }
        }
        let phones = [
            "check = \"manual\"",
            "check = \"idle\"",
            "check = { minutes = 1 }\nkeeps = \"everything\"",
            "check = \"idle\"\nkeeps = { last-days = 30 }",
        ];
        let phone = phones[usize::try_from(round % 4).expect("it is small")];
        let phone = format!("{phone}\nsending = {{ tls = \"never\" }}");
        let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
        let world = play(&phone, &actions, at + 260);
        let truth = on_server(&world);
        for device in [LAPTOP, PHONE] {
            assert_eq!(
                on_device(&world, device),
                truth,
                "{device:?} of round {round}: {actions:#?}"
            );
            assert_eq!(world.device(device).expect("it is there").app.queued(), 0);
        }
    }
}
