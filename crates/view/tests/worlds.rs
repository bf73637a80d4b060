//! The world on the desk beside others: the same taps, where they part, why, and what it cost. And
//! wrong rules, each held against the world on the desk.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what it expects")]

use bytes::Bytes;
use mailscope_sim::Scenario;
use mailscope_view::{
    Asked, BeliefView, CellHas, Deed, Desk, DeviceId, EmailId, Lens, Service, SideBySide, SideLook,
    SideView, Tap, Way, WorldChoice,
};

const LAPTOP: DeviceId = DeviceId(0);
const PHONE: DeviceId = DeviceId(1);
const TABLET: DeviceId = DeviceId(2);
const CAKE: &str = "Kuchen am Sonntag";
const ALL: SideLook = SideLook { step: None, differences: false, rows: 0..1_000, pair: None };

/// Three unread mails; two devices with IMAP, one with POP3 that asks by hand, switched on one after
/// the other: a maildrop takes one visit at a time (RFC 1939 §4). Nothing is planned.
const HOME: &str = r#"
version = 2
seed = 1
start = "2026-03-02T09:40:00+01:00"
[[provider]]
name = "nord.example"
uid_validity = 7
  [[provider.user]]
  name = "ada"
  password = "Seestern-7"
  mailbox = [{ name = "Trash", role = "trash" }]
  mail = [{ file = "Geburtstag" }, { file = "Kuchen am Sonntag" }, { file = "Bus" }]
[[device]]
kind = "laptop"
latency_ms = 18
protocol = "imap"
check = "idle"
[[device]]
kind = "phone"
latency_ms = 55
switched_on_after_ms = 2000
protocol = "imap"
check = "idle"
[[device]]
kind = "tablet"
latency_ms = 30
switched_on_after_ms = 4000
protocol = "pop3"
check = "manual"
"#;

fn desk() -> Desk {
    let scenario = Scenario::parse(HOME, |name| {
        let id = name.len();
        let mail = format!(
            "From: ben@sued.example\r\nSubject: {name}\r\nMessage-ID: <{id}@sued.example>\r\n\r\nHallo\r\n"
        );
        Some(Bytes::from(mail))
    });
    Desk::with(scenario.expect("is good"))
}

fn email(desk: &Desk, subject: &str) -> EmailId {
    let lens = Lens::default();
    let rows = desk.page(&lens).matrix.rows;
    rows.iter().find(|row| row.subject == subject).expect("is there").email
}

fn done(desk: &mut Desk, deed: Deed) {
    desk.dispatch(deed).expect("can be done");
    assert!(desk.settle(100_000));
}

fn side(desk: &Desk, worlds: &[WorldChoice]) -> SideBySide {
    let asked = Asked { worlds: worlds.to_vec(), minutes: 0 };
    let mut side = desk.side_by_side(&asked).expect("can be compared");
    while side.work(50) {}
    assert!(desk.is_compared(&side, &asked));
    side
}

const WAYS: [WorldChoice; 2] = [WorldChoice::All(Way::Imap), WorldChoice::All(Way::Pop3Leave)];

/// What the holders in this order have of a mail in a world: whether it is read, if it is there.
fn read(view: &SideView, subject: &str, world: usize) -> Vec<Option<bool>> {
    let line = view.lines.iter().find(|line| line.subject == subject).expect("has a row");
    line.cells[world].iter().map(|cell| cell.read).collect()
}

/// `\Seen` is the server's under IMAP (RFC 9051 §2.3.2); POP3 has no flags (RFC 1939), so what is read
/// on the laptop stays the laptop's own business.
#[test]
fn a_read_mark_reaches_the_server_by_imap_and_not_by_pop3() {
    let mut desk = desk();
    let cake = email(&desk, CAKE);
    done(&mut desk, Deed::Tap(LAPTOP, Tap::Open(cake)));
    let view = side(&desk, &WAYS).view(&ALL);
    assert_eq!(
        view.worlds.iter().map(|world| world.service).collect::<Vec<_>>(),
        [Some(Service::Imap), Some(Service::Pop3)]
    );
    // Server, laptop, phone, tablet. The tablet asks by hand in both worlds, and nobody has tapped.
    assert_eq!(read(&view, CAKE, 0), [Some(true), Some(true), Some(true), Some(false)]);
    assert_eq!(read(&view, CAKE, 1), [Some(false), Some(true), Some(false), Some(false)]);

    let first = view.first.expect("they part");
    assert_eq!((first.step, first.holder), (1, 0), "with the first tap, at the server");
    assert_eq!(view.steps.len(), 2);
    assert_eq!(view.steps[0].differences, 0, "nothing was read before");
    let lines = view.lines.iter();
    let cells = lines.flat_map(|line| line.cells.iter().flatten().map(move |cell| (line, cell)));
    let marked: Vec<&str> =
        cells.filter(|(_, cell)| cell.first).map(|(line, _)| line.subject.as_str()).collect();
    assert_eq!(marked, [CAKE, CAKE], "one place, in both worlds");
    assert_eq!(view.lines[0].subject, CAKE, "what the taps were about comes first");

    let pair = view.pair.expect("the first parting is told about");
    assert!(pair.first && pair.differs);
    let said = |world: usize| -> String {
        let lines = pair.worlds[world].lines.iter().flat_map(|line| &line.tokens);
        lines.map(|token| token.text.as_str()).collect()
    };
    assert!(said(0).contains("STORE") && said(0).contains("\\Seen"), "{}", said(0));
    assert!(!said(1).contains("STORE"), "{}", said(1));
}

#[test]
fn a_switch_leaves_out_what_does_not_differ() {
    let mut desk = desk();
    let cake = email(&desk, CAKE);
    done(&mut desk, Deed::Tap(LAPTOP, Tap::Open(cake)));
    let side = side(&desk, &WAYS);
    let only = side.view(&SideLook { differences: true, ..ALL });
    assert_eq!(only.lines.iter().map(|line| line.subject.as_str()).collect::<Vec<_>>(), [CAKE]);
    assert_eq!(side.view(&ALL).lines.len(), 3);
    let before = side.view(&SideLook { step: Some(0), differences: true, ..ALL });
    assert_eq!((before.total, before.sentence.id), (0, "side-alike-so-far"));
    let window = side.view(&SideLook { rows: 1..2, ..ALL });
    assert_eq!((window.from, window.lines.len(), window.total), (1, 1, 3));
}

/// More than two worlds: a row for each mail at each holder. What is fetched and removed at once is
/// on the server no longer (RFC 1939 §6), and the next device never gets it.
#[test]
fn three_worlds_are_columns() {
    let desk = desk();
    let worlds = [WAYS[0], WAYS[1], WorldChoice::All(Way::Pop3Remove)];
    let view = side(&desk, &worlds).view(&ALL);
    assert_eq!(view.total, 3 * 4);
    let at_server = view.lines.iter().filter(|line| line.holder == Some(0));
    for line in at_server {
        let has: Vec<CellHas> = line.cells.iter().map(|cells| cells[0].has).collect();
        assert_eq!(has, [CellHas::Inbox, CellHas::Inbox, CellHas::Gone], "{}", line.subject);
        let differs: Vec<bool> = line.cells.iter().map(|cells| cells[0].differs).collect();
        assert_eq!(differs, [true, false, true], "against the first world");
    }
    for plot in &view.plots {
        assert!(plot.rows.iter().all(|row| row.bars.len() == 3));
        let longest = plot.rows.iter().flat_map(|row| &row.bars).map(|bar| bar.share).max();
        assert_eq!(longest, Some(1_000), "{:?}", plot.name);
    }
}

#[test]
fn one_setting_or_one_fault_can_be_the_difference() {
    let mut desk = desk();
    let cake = email(&desk, CAKE);
    done(&mut desk, Deed::Tap(LAPTOP, Tap::Open(cake)));
    let form = desk.world_form();
    assert_eq!(form.devices.len(), 3);
    // The phone does not hear of the flag while it has no network; the server does.
    let at = form.faults.last().expect("somebody tapped").at;
    let view = side(&desk, &[WorldChoice::AsIs, WorldChoice::Offline(PHONE, at)]).view(&ALL);
    assert_eq!(read(&view, CAKE, 0), [Some(true), Some(true), Some(true), Some(false)]);
    assert_eq!(read(&view, CAKE, 1), [Some(true), Some(true), Some(false), Some(false)]);
    // Nor does the server while it is down.
    let server = form.servers[0].0;
    let view = side(&desk, &[WorldChoice::AsIs, WorldChoice::Down(server, at)]).view(&ALL);
    assert_eq!(read(&view, CAKE, 1)[0], Some(false));
    // A laptop that speaks POP3 keeps the flag to itself.
    let one = WorldChoice::One(LAPTOP, Desk::known_setting("pop3-leave").expect("is one"));
    let view = side(&desk, &[WorldChoice::AsIs, one]).view(&ALL);
    assert_eq!(read(&view, CAKE, 1)[..2], [Some(false), Some(true)]);
    // Every setting that the form offers can be compared.
    for device in &form.devices {
        assert!(!device.knobs.is_empty());
        for knob in &device.knobs {
            side(&desk, &[WorldChoice::AsIs, WorldChoice::One(device.id, knob.key)]);
        }
    }
}

#[test]
fn worlds_are_run_anew_only_for_other_taps() {
    let mut desk = desk();
    let asked = Asked { worlds: WAYS.to_vec(), minutes: 0 };
    let before = side(&desk, &WAYS);
    let position = desk.page(&Lens::default());
    desk.seek(position.timeline.begin);
    assert!(desk.is_compared(&before, &asked), "looking back is no tap");
    let cake = email(&desk, CAKE);
    done(&mut desk, Deed::Tap(LAPTOP, Tap::SetFlagged(cake, true)));
    assert!(!desk.is_compared(&before, &asked));
    assert!(!desk.is_compared(&before, &Asked { minutes: 15, ..asked }));
}

/// A web page in a browser speaks no other protocol, whatever the apps do.
#[test]
fn every_shipped_world_can_stand_beside_itself_with_pop3() {
    for name in ["web-page", "letter", "two-ways"] {
        let scenario = mailscope_lesson::load(name).expect("is shipped").expect("is good");
        let desk = Desk::with(scenario);
        let view = side(&desk, &[WorldChoice::AsIs, WorldChoice::All(Way::Pop3Leave)]).view(&ALL);
        assert!(!view.steps.is_empty(), "{name}");
    }
}

fn believed(desk: &Desk) -> Vec<BeliefView> {
    let mut ghosts = desk.ghosts();
    while ghosts.work(64) {}
    assert_eq!(ghosts.progress().0, ghosts.progress().1);
    ghosts.beliefs().to_vec()
}

fn found<'a>(rules: &'a [BeliefView], id: &str) -> &'a BeliefView {
    rules.iter().find(|rule| rule.id == id).expect("is a rule")
}

/// The tablet fetches by POP3 and leaves its mail: the rule that POP3 deletes breaks with the first
/// fetch. That "read" belongs to the mail breaks when somebody reads, and not before.
#[test]
fn wrong_rules_break_at_a_moment_and_not_before() {
    let mut desk = desk();
    let before = believed(&desk);
    assert_eq!(before.len(), 12);
    assert!(found(&before, "read-belongs-to-the-mail").contradiction.is_none());
    let fetched = found(&before, "pop3-always-deletes").contradiction.as_ref();
    let position = fetched.expect("the tablet has fetched").position;
    assert!(position > 0);
    let cake = email(&desk, CAKE);
    done(&mut desk, Deed::Tap(LAPTOP, Tap::Open(cake)));
    done(&mut desk, Deed::Tap(TABLET, Tap::CheckMail));
    let after = believed(&desk);
    let broken = found(&after, "read-belongs-to-the-mail").contradiction.as_ref();
    let broken = broken.expect("the tablet shows it as unread");
    assert!(broken.position > position);
    assert_eq!((broken.sentence.id, broken.why.id), ("parting", "why-own-flags"));
    let again = found(&after, "pop3-always-deletes").contradiction.as_ref();
    assert_eq!(again.map(|one| one.position), Some(position), "what was broken stays broken");
}
