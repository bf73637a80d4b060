//! A web page, an IMAP device and a POP3 device look at one mailbox: the page needs no IMAP, since its
//! provider's program works on the store itself.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use bytes::Bytes;
use mailscope_base::{AccountId, DeviceId, Duration, EmailId, Flag, Instant, ProviderId};
use mailscope_sim::Condition;
use mailscope_sim::client::{Draft, FolderRole, LocalChange, SearchIn};
use mailscope_sim::{Action, End, Fact, HostId, Loss, Place, Scenario, Tap, World};
use mailscope_wire::{Choice, Grammar, Service};

const PAGE: DeviceId = DeviceId(0);
const LAPTOP: DeviceId = DeviceId(1);
const TABLET: DeviceId = DeviceId(2);
const NORD: ProviderId = ProviderId(0);

#[allow(clippy::unnecessary_wraps, reason = "a scenario asks for its files like this")]
fn mail(name: &str) -> Option<Bytes> {
    let text = format!(
        "From: Oma <oma@nord.example>\r\nSubject: {name}\r\nMessage-ID: <{name}@nord.example>\r\n\r\nLiebe Ada, {name}!\r\n"
    );
    Some(text.into())
}

fn world(more: &str) -> World {
    let toml = format!(
        r#"
version = 2
start = "2026-03-02T09:40:00+01:00"

[[provider]]
name = "nord.example"
uid_validity = 1732
  [[provider.user]]
  name = "ada"
  full_name = "Ada Nordmann"
  password = "Seestern-7"
  mailbox = [{{ name = "Papierkorb", role = "trash" }}]
  mail = [{{ file = "Kuchen" }}, {{ file = "Torte" }}]
  [[provider.user]]
  name = "ben"
  password = "Wolke-12"

[[device]]
kind = "webmail"
name = "page"
user = "ada"
latency_ms = 25
protocol = "webmail"
check = "manual"
tls = "implicit"
{more}

[[device]]
kind = "laptop"
user = "ada"
latency_ms = 18
protocol = "imap"
check = "idle"
tls = "never"

[[device]]
kind = "tablet"
user = "ada"
latency_ms = 18
protocol = "pop3"
check = "manual"
tls = "never"
"#
    );
    let scenario = Scenario::parse(&toml, mail).unwrap_or_else(|error| panic!("{error}\n{toml}"));
    let mut world = World::new(&scenario, 1);
    wait(&mut world, 5);
    world
}

fn wait(world: &mut World, seconds: u64) {
    world.run_until(world.now() + Duration::from_secs(seconds), 100_000);
}

fn tap(world: &mut World, device: DeviceId, tap: Tap) {
    world.inject(&Action::Tap(device, tap)).expect("it can be tapped");
    wait(world, 5);
}

fn email(world: &World, subject: &str) -> EmailId {
    let is_it = |email: &EmailId| {
        world.mail(*email).and_then(|m| m.summary().subject.clone()).as_deref() == Some(subject)
    };
    world.emails().find(is_it).expect("there is such a mail")
}

fn read_on(world: &World, device: DeviceId, email: EmailId) -> Option<bool> {
    let device = world.device(device).expect("there is that device");
    Some(world.copy_on(device, email)?.flags.contains(&Flag::Seen))
}

fn shown(world: &World, device: DeviceId, folder: &str) -> Vec<String> {
    let device = world.device(device).expect("there is that device");
    device.app.local().messages_in(folder).map(|mail| mail.summary.subject.clone()).collect()
}

fn chose(world: &World, id: &'static str) -> usize {
    world.trace().iter().filter(|entry| entry.fact == Fact::Chose(Choice(id))).count()
}

/// What is read on the page is read in the store: IMAP tells the laptop at once, and POP3 has no word for
/// it.
#[test]
fn what_the_page_reads_is_read_for_imap_and_not_for_pop3() {
    let mut world = world("");
    let kuchen = email(&world, "Kuchen");
    for device in [PAGE, LAPTOP, TABLET] {
        assert_eq!(read_on(&world, device, kuchen), Some(false), "{device}");
    }
    tap(&mut world, PAGE, Tap::Open(kuchen));
    assert_eq!(read_on(&world, PAGE, kuchen), Some(true));
    assert_eq!(read_on(&world, LAPTOP, kuchen), Some(true), "the server calls who listens");
    tap(&mut world, TABLET, Tap::CheckMail);
    assert_eq!(read_on(&world, TABLET, kuchen), Some(false), "POP3 has no flags");
    // No IMAP was spoken for it: the change follows from a request of the browser.
    let changed = world.trace().iter().find_map(|entry| match &entry.fact {
        Fact::Stored(change) if change.kind.email() == Some(kuchen) => Some(entry.id),
        _ => None,
    });
    let chain: Vec<_> = world.trace().causes(changed.expect("the store changed")).collect();
    let request = world.trace().frame(chain[1]).expect("a frame was read");
    assert_eq!(request.grammar, Grammar::HttpRequest);
    assert!(request.bytes.starts_with(b"POST /mail/INBOX/1732-1/flags HTTP/1.1\r\n"));
    assert_eq!(chain.last().map(|entry| entry.place), Some(Place::Device(PAGE)));
    let page = world.device(PAGE).expect("there is a page").app.open_message();
    let page = world.device(PAGE).and_then(|d| d.app.local().message(page?));
    assert_eq!(page.and_then(|m| m.body.clone()), mail("Kuchen"));
}

/// The page shows what it loaded last. It grows old until somebody loads it again.
#[test]
fn a_page_grows_old() {
    let mut world = world("");
    let torte = email(&world, "Torte");
    tap(&mut world, LAPTOP, Tap::Open(torte));
    let arrives = Action::Deliver(NORD, AccountId(0), mail("Brot").into_iter().collect());
    world.inject(&arrives).expect("there is room");
    wait(&mut world, 600);
    assert_eq!(read_on(&world, PAGE, torte), Some(false));
    assert_eq!(shown(&world, PAGE, "INBOX"), ["Torte", "Kuchen"]);
    assert_eq!(shown(&world, LAPTOP, "INBOX"), ["Brot", "Torte", "Kuchen"]);
    tap(&mut world, PAGE, Tap::CheckMail);
    assert_eq!(read_on(&world, PAGE, torte), Some(true));
    assert_eq!(shown(&world, PAGE, "INBOX"), ["Brot", "Torte", "Kuchen"]);
}

/// By policy it loads itself every few minutes.
#[test]
fn a_page_may_load_itself() {
    let mut world = world("");
    let page = world.device(PAGE).expect("there is a page");
    let mut settings = page.app.settings().clone();
    let every = mailscope_sim::PolicyChange {
        check: Some(mailscope_sim::client::CheckFor::Every(Duration::from_mins(5))),
        ..mailscope_sim::PolicyChange::default()
    };
    settings = every.apply(&settings).expect("a page has that setting");
    tap(&mut world, PAGE, Tap::Configure(settings));
    let arrives = Action::Deliver(NORD, AccountId(0), mail("Brot").into_iter().collect());
    world.inject(&arrives).expect("there is room");
    wait(&mut world, 60);
    assert_eq!(shown(&world, PAGE, "INBOX").len(), 2);
    wait(&mut world, 360);
    assert_eq!(shown(&world, PAGE, "INBOX").len(), 3);
}

/// Without a way to the program a tap is lost, and the page says so; nothing happens later either.
#[test]
fn without_network_a_tap_is_lost() {
    let mut world = world("");
    let kuchen = email(&world, "Kuchen");
    world.inject(&Action::SetOnline(PAGE, false)).expect("there is a page");
    for lost in [Tap::Open(kuchen), Tap::Delete(kuchen), Tap::CheckMail] {
        tap(&mut world, PAGE, lost);
    }
    assert_eq!(chose(&world, "page-needs-network"), 3);
    world.inject(&Action::SetOnline(PAGE, true)).expect("there is a page");
    wait(&mut world, 60);
    assert_eq!(read_on(&world, LAPTOP, kuchen), Some(false));
    assert_eq!(shown(&world, LAPTOP, "INBOX"), ["Torte", "Kuchen"]);
    // The host falls silent, and is back before the page gives up: the tap is lost all the same.
    let host = HostId { provider: NORD, index: 0 };
    world.inject(&Action::SetHost(host, Condition::Refuses)).expect("there is that host");
    tap(&mut world, PAGE, Tap::Delete(kuchen));
    world.inject(&Action::SetHost(host, Condition::Up)).expect("there is that host");
    wait(&mut world, 60);
    assert_eq!(chose(&world, "page-tap-lost"), 1);
    assert!(world.trace().iter().any(|e| matches!(e.fact, Fact::Lost(_, Loss::Refused))));
    assert_eq!(shown(&world, PAGE, "INBOX"), ["Torte", "Kuchen"]);
}

/// "Delete" puts into the provider's trash, a second one removes; a mail that others have removed is a
/// surprise, and the page loads itself again.
#[test]
fn the_buttons_of_the_page() {
    let mut world = world("");
    let (kuchen, torte) = (email(&world, "Kuchen"), email(&world, "Torte"));
    tap(&mut world, PAGE, Tap::SetFlagged(torte, true));
    tap(&mut world, PAGE, Tap::Delete(kuchen));
    assert_eq!(chose(&world, "web-delete-to-trash"), 1);
    assert_eq!(shown(&world, PAGE, "INBOX"), ["Torte"]);
    let holding = world.truth(kuchen).expect("it is in the trash");
    assert_eq!(&**holding.mailbox.name(), "Papierkorb");
    assert!(world.true_flags(torte).expect("it is there").contains(&Flag::Flagged));
    tap(&mut world, PAGE, Tap::OpenFolder("Papierkorb".to_owned()));
    assert_eq!(shown(&world, PAGE, "Papierkorb"), ["Kuchen"]);
    tap(&mut world, PAGE, Tap::EmptyTrash);
    assert!(world.truth(kuchen).is_none());
    assert_eq!(shown(&world, PAGE, "Papierkorb").len(), 0);
    // Meanwhile somebody else.
    tap(&mut world, PAGE, Tap::OpenFolder("INBOX".to_owned()));
    tap(&mut world, LAPTOP, Tap::Delete(torte));
    tap(&mut world, PAGE, Tap::SetRead(torte, true));
    assert_eq!(chose(&world, "page-was-old"), 1);
    assert_eq!(shown(&world, PAGE, "INBOX").len(), 0);
    tap(&mut world, PAGE, Tap::CreateFolder("Rezepte".to_owned()));
    tap(&mut world, PAGE, Tap::RenameFolder("Rezepte".to_owned(), "Backen".to_owned()));
    let page = world.device(PAGE).expect("there is a page");
    let names: Vec<_> = page.app.local().folders().map(|folder| folder.name.clone()).collect();
    assert_eq!(names, ["INBOX", "Backen", "Papierkorb"]);
    let inbox = page.app.local().folder_for(FolderRole::Trash).map(|folder| &*folder.name);
    assert_eq!(inbox, Some("Papierkorb"));
}

/// The program searches everything, and the page has loaded next to nothing.
#[test]
fn the_program_searches() {
    let mut world = world("");
    tap(&mut world, PAGE, Tap::Search("liebe ada, torte".to_owned(), SearchIn::Server));
    let found = world.trace().iter().rev().find_map(|entry| match &entry.fact {
        Fact::Learned(LocalChange::Found { count, complete, .. }) => Some((*count, *complete)),
        _ => None,
    });
    assert_eq!(found, Some((1, true)));
}

/// Mail that is written on the page is queued by the program: no submission is spoken, and the copy in
/// "Sent" is the provider's.
#[test]
fn what_is_written_on_the_page_needs_no_submission() {
    let mut world = world("");
    let kuchen = email(&world, "Kuchen");
    let draft = |subject: &str| Draft {
        to: vec![mailscope_base::Address::new("ben", "nord.example")],
        subject: subject.to_owned(),
        text: "Gern.".to_owned(),
        ..Draft::default()
    };
    tap(&mut world, PAGE, Tap::SaveDraft(None, draft("Unfertig")));
    let unfinished = email(&world, "Unfertig");
    tap(&mut world, PAGE, Tap::OpenFolder("Drafts".to_owned()));
    tap(&mut world, PAGE, Tap::SendDraft(unfinished, draft("Fertig")));
    assert!(world.truth(unfinished).is_none(), "it is no draft any more");
    tap(&mut world, PAGE, Tap::OpenFolder("INBOX".to_owned()));
    tap(&mut world, PAGE, Tap::Reply(kuchen, draft("Re: Kuchen")));
    wait(&mut world, 60);
    let boxes = |user: u16, name: &str| {
        let account = world.provider().store.account(AccountId(user)).expect("an account");
        let mailbox = account.mailbox(name).expect("a mailbox");
        let subject = |m: &mailscope_sim::store::Message| {
            m.mail.summary().subject.clone().unwrap_or_default()
        };
        mailbox.messages().iter().map(subject).collect::<Vec<_>>()
    };
    assert_eq!(boxes(1, "INBOX"), ["Fertig", "Re: Kuchen"]);
    assert_eq!(boxes(0, "Sent"), ["Fertig", "Re: Kuchen"]);
    assert!(world.true_flags(kuchen).expect("it is there").contains(&Flag::Answered));
    let submitted = world
        .trace()
        .iter()
        .any(|entry| matches!(entry.fact, Fact::Opened(_, Service::Submission)));
    assert!(!submitted);
    // References are what an answer has (RFC 5322 §3.6.4).
    let answer = world.mail(email(&world, "Re: Kuchen")).expect("it is there").bytes().clone();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    assert!(answer.contains("In-Reply-To: <Kuchen@nord.example>"), "{answer}");
}

/// https: nobody on the way reads the password; the session outlives the connection, so that a second
/// visit does not log in.
#[test]
fn the_password_goes_over_the_wire_once() {
    let mut world = world("");
    for _ in 0..3 {
        tap(&mut world, PAGE, Tap::CheckMail);
    }
    let requests = |start: &str| {
        let of = |entry: &&mailscope_sim::Entry| match &entry.fact {
            Fact::Sent { by: End::Client, frame, .. } => frame.bytes.starts_with(start.as_bytes()),
            _ => false,
        };
        world.trace().sent().filter(of).count()
    };
    assert_eq!(requests("POST /login "), 1);
    assert!(requests("GET /mail/INBOX ") >= 4);
    let clear = world.trace().sent().any(|entry| {
        matches!(&entry.fact, Fact::Sent { frame, protection: mailscope_sim::Protection::Clear, .. }
            if matches!(frame.grammar, Grammar::HttpRequest | Grammar::HttpResponse))
    });
    assert!(!clear);
}

/// A mailbox that counts anew: the old page cannot hit another mail, and learns the new numbers.
#[test]
fn a_page_of_a_renumbered_mailbox_hits_nothing() {
    let mut world = world("");
    let kuchen = email(&world, "Kuchen");
    let renumber = Action::Renumber(NORD, AccountId(0), "INBOX".to_owned());
    world.inject(&renumber).expect("there is that mailbox");
    tap(&mut world, PAGE, Tap::Delete(kuchen));
    assert_eq!(chose(&world, "page-was-old"), 1);
    assert_eq!(shown(&world, PAGE, "INBOX"), ["Torte", "Kuchen"]);
    tap(&mut world, PAGE, Tap::Delete(kuchen));
    assert_eq!(shown(&world, PAGE, "INBOX"), ["Torte"]);
    assert!(world.now() > Instant::START);
}

/// What a file says of a page that cannot be is refused.
#[test]
fn a_page_that_cannot_be_is_refused() {
    for (protocol, why) in [
        ("protocol = \"imap\"\ncheck = \"idle\"", "protocol = \"webmail\""),
        ("protocol = \"webmail\"\ncheck = \"idle\"", "does not call"),
    ] {
        let toml = format!(
            "version = 2\nstart = \"2026-03-02T09:40:00+01:00\"\n[[provider]]\nname = \"n.example\"\nuid_validity = 1\n[[provider.user]]\nname = \"ada\"\npassword = \"x\"\n[[device]]\nkind = \"webmail\"\nlatency_ms = 1\n{protocol}\n"
        );
        let error = Scenario::parse(&toml, |_| None).err().map(|error| error.to_string());
        assert!(error.as_deref().is_some_and(|error| error.contains(why)), "{error:?}");
    }
}
