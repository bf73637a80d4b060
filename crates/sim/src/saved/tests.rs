//! What is written down is read again; what is not a run gives a sentence.

use mailscope_base::{DeviceId, Duration, EmailId, Prng, limits};

use super::{LINK_PREFIX, Replay, SavedRun, SavedRunError, link};
use crate::{Action, History, Scenario, Tap};

const SCENARIO: &str = r#"
version = 2
start = "2026-05-04T08:00:00+02:00"
later = ["schluessel.eml", "kuchen.eml"]

[[provider]]
name = "nord.example"
uid_validity = 7
tls = "none"

[[provider.user]]
name = "ada"
password = "Seestern-7"
mail = [{ file = "kuchen.eml" }]

[[device]]
kind = "laptop"
protocol = "imap"
latency_ms = 20
check = "idle"
"#;

fn scenario() -> Scenario {
    let mail = |name: &str| {
        let subject = name.trim_end_matches(".eml");
        // Latin-1, as some mail still is: no text in a JSON file.
        let body: &[u8] = if subject == "schluessel" { b"Schl\xfcssel" } else { b"Kuchen" };
        let head = format!("From: oma@sued.example\r\nSubject: {subject}\r\n\r\n");
        Some([head.as_bytes(), body, b"\r\n"].concat().into())
    };
    Scenario::parse(SCENARIO, mail).expect("it loads")
}

fn history(scenario: &Scenario) -> History {
    let mut history = History::new(scenario, 7);
    history.settle(1_000);
    let deliver = |nth: usize| {
        let later = scenario.later()[nth].clone();
        Action::Deliver(mailscope_base::ProviderId(0), mailscope_base::AccountId(0), vec![later])
    };
    let own = Action::Deliver(
        mailscope_base::ProviderId(0),
        mailscope_base::AccountId(0),
        vec!["Subject: mine\r\n\r\nmine\r\n".into()],
    );
    let tap = |tap| Action::Tap(DeviceId(0), tap);
    for action in [
        deliver(0),
        own,
        tap(Tap::Open(EmailId(1))),
        tap(Tap::SetFlagged(EmailId(2), true)),
        Action::SetOnline(DeviceId(0), false),
    ] {
        history.act(action).expect("it can be done");
        history.settle(1_000);
    }
    history.name_moment("offline");
    history.advance_to(history.now() + Duration::from_mins(3), 1_000);
    history.act(Action::SetOnline(DeviceId(0), true)).expect("it can be done");
    history.settle(1_000);
    history.seek(history.end() - 4);
    history
}

/// A link around these octets, with a right sum.
fn sealed(version: u8, deflated: &[u8]) -> String {
    format!("{LINK_PREFIX}{}", link::sealed(version, deflated))
}

fn played(run: SavedRun, scenario: &Scenario) -> (History, Option<super::Difference>) {
    let mut replay = Replay::new(run, scenario);
    while replay.work(100).expect("within bounds") {}
    replay.finish()
}

#[test]
fn a_saved_run_is_read_and_played_identically() {
    let shipped = scenario().shipped_as("one");
    for scenario in [scenario(), shipped] {
        let history = history(&scenario);
        let run = SavedRun::of(&history);
        let file = run.to_file().expect("small enough");
        assert_eq!(SavedRun::read(&file), Ok(run.clone()));
        let link = run.to_link().expect("small enough");
        assert_eq!(SavedRun::read_link(&link), Ok(run.clone()));
        let address = format!("https://mailscope.example/?lang=de#{link}");
        assert_eq!(SavedRun::read_link(&address), Ok(run.clone()));
        let found = run.scenario(|name| (name == "one").then(|| Ok(scenario.clone())));
        let (again, difference) = played(run, &found.expect("its scenario"));
        assert_eq!(difference, None);
        assert_eq!(again.position(), history.position());
        assert_eq!(again.world().trace().digest(), history.world().trace().digest());
        assert_eq!(again.furthest().trace().digest(), history.furthest().trace().digest());
        assert!(again.actions().eq(history.actions()));
        assert!(again.moments().eq(history.moments()) && again.moments().len() == 1);
        assert_eq!(SavedRun::of(&again), SavedRun::of(&history));
    }
}

#[test]
fn a_shipped_scenario_is_only_named_and_its_mail_numbered() {
    let scenario = scenario().shipped_as("one");
    let link = SavedRun::of(&history(&scenario)).to_link().expect("small enough");
    assert!(link.len() < 300, "{} characters: {link}", link.len());
    let file = SavedRun::of(&history(&scenario)).to_file().expect("small enough");
    let text = String::from_utf8(file).expect("JSON is text");
    assert!(!text.contains("schluessel") && text.contains("mine"));
    let missing = SavedRun::read(text.as_bytes()).expect("a run").scenario(|_| None);
    assert_eq!(missing.err(), Some(SavedRunError::NoSuchScenario("one".to_owned())));
}

#[test]
fn a_run_that_plays_differently_says_from_where_on() {
    let scenario = scenario();
    let run = SavedRun::of(&history(&scenario));
    let differs = |change: &dyn Fn(&mut SavedRun)| {
        let mut run = run.clone();
        change(&mut run);
        played(run, &scenario).1.map(|difference| difference.to_string())
    };
    assert_eq!(differs(&|_| {}), None);
    // Another tap in the place of the third: the fingerprint before the fourth is another.
    let other = differs(&|run| {
        let flag = Action::Tap(DeviceId(0), Tap::SetFlagged(EmailId(1), true));
        run.actions[2].deed = super::form::Deed::Action(flag);
    });
    let sentence = other.expect("another run");
    assert!(sentence.ends_with("plays differently here from its action 3 on"), "{sentence}");
    let fails = differs(&|run| {
        let open = Action::Tap(DeviceId(0), Tap::Open(EmailId(77)));
        run.actions[2].deed = super::form::Deed::Action(open);
    });
    let sentence = fails.expect("another run");
    assert!(sentence.contains("from its action 3 on, which fails: that mail"), "{sentence}");
    // One more turn, in which a deadline comes.
    let later = differs(&|run| run.end.turn += 1);
    assert!(later.expect("a longer run").contains("from its action 6 on"));
    let end = differs(&|run| run.end.digest = "0".repeat(16));
    assert!(end.expect("another run").contains("from its action 6 on"));
    let seed = differs(&|run| run.actions[0].check = "0000".to_owned());
    assert!(seed.expect("another run").ends_with("from the beginning"));
}

#[test]
fn what_is_not_a_run_is_told_apart() {
    use SavedRunError::{Content, CutShort, Damaged, Newer, NotARun, TooLarge};
    let run = SavedRun::of(&history(&scenario().shipped_as("one")));
    let file = String::from_utf8(run.to_file().expect("small")).expect("text");
    let read = |text: &str| SavedRun::read(text.as_bytes()).expect_err("no run");
    assert_eq!(read(""), NotARun);
    assert_eq!(read("version = 2"), NotARun);
    assert_eq!(read(r#"{"mailscope":"recipe","version":1}"#), NotARun);
    assert_eq!(read(&file.replace("\"version\": 1", "\"version\": 9")), Newer(9));
    assert_eq!(read(&file[..file.len() / 2]), CutShort);
    assert_eq!(read(&file.replacen(',', ";", 4)), Damaged);
    assert!(matches!(read(&file.replace("\"seed\"", "\"sead\"")), Content(_)));
    assert!(matches!(read(&file.replace("\"after\": ", "\"after\": 9")), Content(_)));
    let many = |turn: &str| file.replace("\"turn\": ", turn);
    assert_eq!(read(&many("\"turn\": 99999")), TooLarge);
    assert_eq!(SavedRun::read(&vec![b' '; limits::RUN_FILE_OCTETS_MAX + 1]), Err(TooLarge));

    let link = run.to_link().expect("small");
    let read = |link: &str| SavedRun::read_link(link).expect_err("no run");
    assert_eq!(read(""), NotARun);
    assert_eq!(read("#matrix"), NotARun);
    assert_eq!(read("#run=???"), Damaged);
    assert_eq!(read(&link[..link.len() - 1]), CutShort);
    assert_eq!(read(&link[..link.len() - 40]), CutShort);
    assert_eq!(read(&format!("{link}AAAA")), Damaged);
    assert_eq!(read(&format!("run={}", "A".repeat(limits::LINK_CHARS_MAX + 1))), TooLarge);
}

/// A link of the next version, rightly made, is told as such; so is one with a newer text.
#[test]
fn a_newer_link_is_told_from_a_damaged_one() {
    let run = SavedRun::of(&history(&scenario().shipped_as("one")));
    let newer = sealed(2, b"whatever version 2 will be");
    assert_eq!(SavedRun::read_link(&newer), Err(SavedRunError::Newer(2)));
    let text = serde_json::to_string(&run).expect("JSON").replace("\"version\":1", "\"version\":3");
    let newer = format!("{LINK_PREFIX}{}", link::write(text.as_bytes()).expect("small"));
    assert_eq!(SavedRun::read_link(&newer), Err(SavedRunError::Newer(3)));
}

/// RFC 1951 can say a million octets in a thousand: reading stops at the limit.
#[test]
fn a_bomb_does_not_go_off() {
    let zeros = vec![0; 16 * 1024 * 1024];
    assert_eq!(link::write(&zeros), Err(SavedRunError::TooLargeForALink));
    let bomb = sealed(1, &link::deflate(&zeros).expect("it deflates"));
    assert!(bomb.len() < limits::LINK_CHARS_MAX, "small enough to be looked at");
    assert_eq!(SavedRun::read_link(&bomb), Err(SavedRunError::TooLarge));
}

/// Whoever can make a right sum can put anything into a link.
#[test]
fn octets_by_chance_under_a_right_sum_never_panic() {
    let mut rng = Prng::new(1);
    let run = SavedRun::of(&history(&scenario().shipped_as("one")));
    let text = serde_json::to_vec(&run).expect("JSON");
    let deflated = link::deflate(&text).expect("it deflates");
    let mut runs = 0;
    for _ in 0..2_000 {
        let mut octets = deflated.clone();
        for _ in 0..=rng.below(3) {
            let at = usize::try_from(rng.below(octets.len() as u64)).expect("small");
            octets[at] = u8::try_from(rng.below(256)).expect("an octet");
        }
        runs += usize::from(SavedRun::read_link(&sealed(1, &octets)).is_ok());
    }
    assert!(runs < 1_000, "most are no runs: {runs}");
}

/// A stranger's scenario that cuts a large mail into segments of one octet each.
#[test]
fn a_run_beyond_bounds_is_given_up() {
    let network = "[network]\nlatency_ms = 1\nsegment_octets = 1\n\n[[provider]]";
    let large = format!("Subject: a\r\n\r\n{}", "0123456789\r\n".repeat(10_000));
    let scenario =
        Scenario::parse(&SCENARIO.replace("[[provider]]", network), |_| Some(large.clone().into()));
    let scenario = scenario.expect("it loads");
    let mut history = History::new(&scenario, 1);
    history.settle(100_000);
    history.act(Action::Tap(DeviceId(0), Tap::Open(EmailId(1)))).expect("it is there");
    while history.world().pending() <= limits::RUN_PENDING_MAX {
        assert!(history.step(), "the server answers in one turn");
    }
    let run = SavedRun::of(&history);
    let mut replay = Replay::new(run.clone(), &scenario);
    let given_up = loop {
        match replay.work(1_000) {
            Ok(more) => assert!(more, "it ends before it is given up"),
            Err(why) => break why,
        }
    };
    assert_eq!(given_up, SavedRunError::TooMuch);
    let mut endless = run;
    endless.end.turn = limits::RUN_TURNS_MAX + 1;
    assert_eq!(endless.checked(), Err(SavedRunError::TooLarge));
}
