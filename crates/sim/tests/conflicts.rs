//! What a tablet does while it is offline, and what a phone does meanwhile: the outcome on the server, on
//! both devices, and what the tablet tells about it.
//!
//! The expectations follow from what the RFCs let a client do and from what mail apps do: they note changes
//! by UID and replay them. RFC 9051 §2.3.1.1: a UID means nothing in another mailbox or under another
//! UIDVALIDITY. RFC 9051 §6.4.6: STORE changes the flags that it names. RFC 9051 §6.4.8: MOVE keeps flags.
//! RFC 9051 §6.4.9: a UID that is gone is ignored. RFC 4549 §4.1, §4.2: what is not there any more is dropped.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use core::fmt::Write as _;

use bytes::Bytes;
use mailscope_base::{AccountId, DeviceId, EmailId, ProviderId};
use mailscope_sim::{Action, Scenario, Tap, World};

const TABLET: DeviceId = DeviceId(0);
const PHONE: DeviceId = DeviceId(1);
const TURNS: usize = 20_000;

#[derive(Clone, Copy, Debug)]
enum Deed {
    Read,
    Flag,
    Unflag,
    Important,
    Move(&'static str),
    Delete,
    EmptyTrash,
    MakeFolder(&'static str),
    RemoveFolder(&'static str),
    RenameFolder(&'static str, &'static str),
    /// The server numbers the mailbox anew.
    Renumber(&'static str),
}

use Deed::{
    Delete, EmptyTrash, Flag, Important, MakeFolder, Move, Read, RemoveFolder, RenameFolder,
    Renumber, Unflag,
};

const TRASH: &str = "move-to-trash";
const EXPUNGE: &str = "expunge";
const MARK: &str = "mark-deleted";

struct Row {
    /// Where the mail is before.
    from: &'static str,
    tablet: &'static [Deed],
    /// What the tablet's button "Delete" does.
    tablet_deletes: &'static str,
    phone: &'static [Deed],
    phone_deletes: &'static str,
    /// Where the server has it in the end, with which flags.
    server: &'static [(&'static str, &'static str)],
    /// What the tablet tells when it is back, for it asks of every folder whether it has changed
    /// (RFC 9051 §6.3.11), and looks into those that have; looking around tells nothing more.
    told: &'static [&'static str],
}

const USUAL: Row = Row {
    from: "INBOX",
    tablet: &[],
    tablet_deletes: TRASH,
    phone: &[],
    phone_deletes: TRASH,
    server: &[],
    told: &[],
};

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // Flags: each is set by itself, and the last word counts.
    Row { tablet: &[Read], phone: &[Flag], server: &[("INBOX", "\\Flagged \\Seen")], ..USUAL },
    Row { tablet: &[Flag], phone: &[Flag], server: &[("INBOX", "\\Flagged")],
          told: &["flag-both-sides"], ..USUAL },
    Row { tablet: &[Read], phone: &[Read], server: &[("INBOX", "\\Seen")],
          told: &["flag-both-sides"], ..USUAL },
    Row { tablet: &[Flag, Unflag], phone: &[Flag], server: &[("INBOX", "")],
          told: &["flag-both-sides"], ..USUAL },
    Row { tablet: &[Important], phone: &[Important, Read], server: &[("INBOX", "$Important \\Seen")],
          told: &["flag-both-sides"], ..USUAL },
    // A flag for a message that has left: lost, for nobody follows it.
    Row { tablet: &[Flag], phone: &[Move("Archive")], server: &[("Archive", "")],
          told: &["changed-here-moved-there"], ..USUAL },
    Row { tablet: &[Flag], phone: &[Delete], server: &[("Trash", "")],
          told: &["changed-here-moved-there"], ..USUAL },
    Row { tablet: &[Flag], phone: &[Delete], phone_deletes: EXPUNGE, server: &[],
          told: &["changed-here-gone-there"], ..USUAL },
    Row { tablet: &[Flag], phone: &[Delete], phone_deletes: MARK, server: &[("INBOX", "\\Deleted \\Flagged")], ..USUAL },
    // A move of a message that has left: the first one stands.
    Row { tablet: &[Move("School")], phone: &[Move("Archive")], server: &[("Archive", "")],
          told: &["moved-both"], ..USUAL },
    Row { tablet: &[Move("School")], phone: &[Move("School")], server: &[("School", "")],
          told: &["moved-both"], ..USUAL },
    Row { tablet: &[Move("School")], phone: &[Delete], server: &[("Trash", "")],
          told: &["moved-both"], ..USUAL },
    Row { tablet: &[Move("School")], phone: &[Delete], phone_deletes: EXPUNGE, server: &[],
          told: &["moved-here-gone-there"], ..USUAL },
    Row { tablet: &[Flag, Move("School")], phone: &[Move("Archive")], server: &[("Archive", "")],
          told: &["moved-both"], ..USUAL },
    // A move of a message that is still there takes along what became of it.
    Row { tablet: &[Move("School")], phone: &[Flag], server: &[("School", "\\Flagged")], ..USUAL },
    Row { tablet: &[Move("School")], phone: &[Delete], phone_deletes: MARK, server: &[("School", "\\Deleted")], ..USUAL },
    Row { tablet: &[Move("School"), Flag], phone: &[Read], server: &[("School", "\\Flagged \\Seen")], ..USUAL },
    // The target is gone: back where it was.
    Row { tablet: &[Move("School")], phone: &[RemoveFolder("School")], server: &[("INBOX", "")],
          told: &["target-gone"], ..USUAL },
    Row { tablet: &[Move("School")], phone: &[RenameFolder("School", "Uni")], server: &[("INBOX", "")],
          told: &["target-gone"], ..USUAL },
    // Deleting asks nobody.
    Row { tablet: &[Delete], phone: &[Read], server: &[("Trash", "\\Seen")],
          told: &["deleted-here-changed-there"], ..USUAL },
    Row { tablet: &[Delete], tablet_deletes: EXPUNGE, phone: &[Flag], server: &[],
          told: &["deleted-here-changed-there"], ..USUAL },
    Row { tablet: &[Delete], tablet_deletes: EXPUNGE, phone: &[Delete], phone_deletes: MARK, server: &[], ..USUAL },
    Row { tablet: &[Delete], tablet_deletes: MARK, phone: &[Flag], server: &[("INBOX", "\\Deleted \\Flagged")], ..USUAL },
    // Deleting what has left: it lives where it went.
    Row { tablet: &[Delete], tablet_deletes: EXPUNGE, phone: &[Move("Archive")], server: &[("Archive", "")],
          told: &["deleted-here-moved-there"], ..USUAL },
    Row { tablet: &[Delete], tablet_deletes: MARK, phone: &[Move("Archive")], server: &[("Archive", "")],
          told: &["deleted-here-moved-there"], ..USUAL },
    Row { tablet: &[Delete], tablet_deletes: EXPUNGE, phone: &[Delete], phone_deletes: EXPUNGE, server: &[],
          told: &["deleted-here-gone-there"], ..USUAL },
    Row { tablet: &[Delete], phone: &[Delete], server: &[("Trash", "")],
          told: &["moved-both"], ..USUAL },
    // Numbered anew: nobody knows what the old UIDs meant, not even what was to be removed.
    Row { tablet: &[Flag], phone: &[Renumber("INBOX")], server: &[("INBOX", "")],
          told: &["renumbered"], ..USUAL },
    Row { tablet: &[Delete], tablet_deletes: EXPUNGE, phone: &[Renumber("INBOX")], server: &[("INBOX", "")],
          told: &["renumbered"], ..USUAL },
    Row { tablet: &[Move("School")], phone: &[Renumber("INBOX")], server: &[("INBOX", "")],
          told: &["renumbered"], ..USUAL },
    Row { tablet: &[], phone: &[Renumber("INBOX")], server: &[("INBOX", "")], ..USUAL },
    // The mailbox is gone, or has another name, which is the same to who knows it by its name.
    Row { from: "School", tablet: &[Flag], phone: &[RemoveFolder("School")], server: &[],
          told: &["mailbox-gone"], ..USUAL },
    Row { from: "School", tablet: &[Move("Archive")], phone: &[RemoveFolder("School")], server: &[],
          told: &["mailbox-gone"], ..USUAL },
    Row { from: "School", tablet: &[Flag], phone: &[RenameFolder("School", "Uni")], server: &[("Uni", "")],
          told: &["mailbox-gone"], ..USUAL },
    Row { from: "School", tablet: &[], phone: &[RemoveFolder("School")], server: &[], ..USUAL },
    // The trash is emptied of what the tablet saw in it.
    Row { from: "Trash", tablet: &[EmptyTrash], phone: &[Move("INBOX")], server: &[("INBOX", "")], ..USUAL },
    Row { from: "INBOX", tablet: &[EmptyTrash], phone: &[Delete], server: &[("Trash", "")], ..USUAL },
    Row { from: "Trash", tablet: &[EmptyTrash], phone: &[EmptyTrash], server: &[], ..USUAL },
    // Folders: whoever asks the server first.
    Row { tablet: &[MakeFolder("Uni"), Move("Uni")], phone: &[MakeFolder("Uni")], server: &[("Uni", "")], ..USUAL },
    Row { from: "School", tablet: &[RenameFolder("School", "Uni")], phone: &[RenameFolder("School", "Arbeit")],
          server: &[("Arbeit", "")], ..USUAL },
    Row { from: "School", tablet: &[RemoveFolder("School")], phone: &[RenameFolder("School", "Uni")],
          server: &[("Uni", "")], ..USUAL },
    // A folder is removed with the mail in it, also with mail that came since.
    Row { tablet: &[RemoveFolder("School")], phone: &[Move("School")], server: &[], ..USUAL },
];

fn world(row: &Row) -> World {
    let toml = format!(
        r#"
version = 2
start = "2026-03-02T09:40:00+01:00"

[[provider]]
name = "nord.example"
uid_validity = 1732
  [[provider.user]]
  name = "ada"
  password = "Seestern-7"
  mailbox = [{{ name = "School" }}, {{ name = "Archive", role = "archive" }}, {{ name = "Trash", role = "trash" }}]
  mail = [{{ file = "other.eml" }}, {{ file = "cake.eml", mailbox = "{}" }}]

[[device]]
kind = "tablet"
latency_ms = 20
protocol = "imap"
check = "idle"
on_delete = "{}"

[[device]]
kind = "phone"
latency_ms = 20
protocol = "imap"
check = "idle"
on_delete = "{}"
"#,
        row.from, row.tablet_deletes, row.phone_deletes
    );
    let file = |name: &str| {
        Some(Bytes::from(format!(
            "From: oma@nord.example\r\nSubject: {name}\r\nMessage-ID: <{name}@nord.example>\r\n\r\nHallo!\r\n"
        )))
    };
    let scenario = Scenario::parse(&toml, file).expect("the scenario is right");
    let mut world = World::new(&scenario, 1);
    settle(&mut world);
    world
}

/// Lets everything happen but the waiting of weeks.
fn settle(world: &mut World) {
    assert!(world.settle(TURNS) < TURNS);
}

fn act(world: &mut World, action: &Action) {
    world.inject(action).unwrap_or_else(|why| panic!("{action:?}: {why}"));
}

fn tap(world: &mut World, device: DeviceId, tap: Tap) {
    act(world, &Action::Tap(device, tap));
}

fn deed(world: &mut World, device: DeviceId, mail: EmailId, deed: Deed) {
    let wish = match deed {
        Read => Tap::SetRead(mail, true),
        Flag => Tap::SetFlagged(mail, true),
        Unflag => Tap::SetFlagged(mail, false),
        Important => Tap::SetKeyword(mail, "$Important".to_owned(), true),
        Move(to) => Tap::Move(mail, to.to_owned()),
        Delete => Tap::Delete(mail),
        EmptyTrash => Tap::EmptyTrash,
        MakeFolder(name) => Tap::CreateFolder(name.to_owned()),
        RemoveFolder(name) => Tap::DeleteFolder(name.to_owned()),
        RenameFolder(from, to) => Tap::RenameFolder(from.to_owned(), to.to_owned()),
        Renumber(name) => {
            let action = Action::Renumber(ProviderId(0), AccountId(0), name.to_owned());
            return act(world, &action);
        }
    };
    tap(world, device, wish);
}

/// A person looks into every folder that the device shows, and into the inbox at last.
fn look_around(world: &mut World, device: DeviceId) {
    let local = world.device(device).expect("it is there").app.local();
    let mut names: Vec<String> = local.folders().map(|folder| folder.name.clone()).collect();
    names.reverse();
    for name in names {
        tap(world, device, Tap::OpenFolder(name));
        settle(world);
        tap(world, device, Tap::CheckMail);
        settle(world);
    }
}

/// Where the server has mail of that subject, with which flags.
fn on_server(world: &World, subject: &str) -> Vec<(String, String)> {
    let (_, account) = world.provider().store.accounts().next().expect("there is one");
    let mut found = Vec::new();
    for mailbox in account.mailboxes() {
        for message in mailbox.messages() {
            let of = message.mail.summary().subject.clone().unwrap_or_default();
            if of == subject {
                found.push((mailbox.name().to_string(), in_order(message.flags.names())));
            }
        }
    }
    found.sort();
    found
}

fn on_device(world: &World, device: DeviceId, subject: &str) -> Vec<(String, String)> {
    let local = world.device(device).expect("it is there").app.local();
    let all = local.messages().filter(|message| message.summary.subject == subject);
    let mut found: Vec<_> =
        all.map(|message| (message.folder.clone(), in_order(message.flags.names()))).collect();
    found.sort();
    found
}

fn in_order<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.join(" ")
}

fn conflicts(world: &World) -> Vec<&'static str> {
    let local = world.device(TABLET).expect("it is there").app.local();
    local.conflicts().map(|conflict| conflict.kind.id()).collect()
}

/// Plays a row; tells what is not as expected.
fn differences(row: &Row) -> Vec<String> {
    let mut world = world(row);
    let mail = world
        .emails()
        .find(|email| {
            let subject = world.mail(*email).and_then(|mail| mail.summary().subject.clone());
            subject.as_deref() == Some("cake.eml")
        })
        .expect("the mail is there");
    look_around(&mut world, TABLET);
    look_around(&mut world, PHONE);
    act(&mut world, &Action::SetOnline(TABLET, false));
    for wish in row.tablet {
        deed(&mut world, TABLET, mail, *wish);
    }
    settle(&mut world);
    for wish in row.phone {
        deed(&mut world, PHONE, mail, *wish);
        settle(&mut world);
    }
    act(&mut world, &Action::SetOnline(TABLET, true));
    settle(&mut world);
    let told = conflicts(&world);
    look_around(&mut world, TABLET);
    look_around(&mut world, PHONE);
    let server: Vec<(String, String)> =
        row.server.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let other = vec![("INBOX".to_owned(), String::new())];
    let queued = world.device(TABLET).expect("it is there").app.queued();
    let pairs = [
        ("the server", on_server(&world, "cake.eml"), server.clone()),
        ("the tablet", on_device(&world, TABLET, "cake.eml"), server.clone()),
        ("the phone", on_device(&world, PHONE, "cake.eml"), server),
        ("the other mail", on_server(&world, "other.eml"), other.clone()),
        ("the other mail on the tablet", on_device(&world, TABLET, "other.eml"), other),
    ];
    let mut found = Vec::new();
    for (what, is, should) in pairs {
        if is != should {
            found.push(format!("{what}: {is:?} instead of {should:?}"));
        }
    }
    for (what, is, should) in
        [("told", told, row.told), ("told after a look around", conflicts(&world), row.told)]
    {
        if is != should {
            found.push(format!("{what}: {is:?} instead of {should:?}"));
        }
    }
    if queued > 0 {
        found.push(format!("{queued} changes still wait"));
    }
    found
}

#[test]
fn whatever_two_people_do_to_one_mail() {
    let mut wrong = String::new();
    for row in ROWS {
        let found = differences(row);
        if !found.is_empty() {
            let Row { from, tablet, tablet_deletes, phone, phone_deletes, .. } = row;
            let _ = writeln!(
                wrong,
                "in {from}, {tablet:?} on the tablet ({tablet_deletes}), {phone:?} on the phone \
                 ({phone_deletes}):\n  {}",
                found.join("\n  ")
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
