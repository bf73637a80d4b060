//! Twelve beliefs: where each of them parts from the world, and a world in which it holds.

use mailscope_base::{Duration, Instant, ProviderId};
use mailscope_sim::{Action, Belief, Fact, Ghost, Holder, Parting, Tap, World, ghost};

use crate::stage::{
    CAKE, IDLE, MANUAL, NORD, POLL, Stage, call_pop3, email, holder, imap, pass, pop3, type_lines,
};

const SUED: Holder = Holder::Server(ProviderId(1));

fn play(stage: &Stage, belief: Belief, minutes: u64) -> Option<Parting> {
    let until = Instant::START + Duration::from_mins(minutes);
    ghost(stage.empty(), belief, Some(until))
}

fn parts(stage: &Stage, belief: Belief) -> Parting {
    let parting = play(stage, belief, 5).unwrap_or_else(|| panic!("{belief:?} is not refuted"));
    assert_eq!(parting.belief, belief);
    assert!(parting.because <= parting.entry);
    parting
}

fn holds(stage: &Stage, belief: Belief) {
    let parting = play(stage, belief, 5);
    assert_eq!(parting, None, "{belief:?}");
}

/// What the laptop or another device does after ten seconds.
macro_rules! deed {
    ($device:literal, $deed:literal) => {
        concat!("[[action]]\nat = \"10 s\"\ndevice = \"", $device, "\"\n", $deed, "\n")
    };
}

#[test]
fn pop3_always_deletes() {
    let leave = Stage::with(&[pop3("laptop", MANUAL)]);
    let parting = parts(&leave, Belief::Pop3AlwaysDeletes);
    assert_eq!(parting.holder, NORD);
    assert_eq!(parting.believed.present, Some(false));
    assert!(parting.known.is_present());
    // The setting that made it so is told.
    let world = leave.world();
    let left = |id| {
        let fact = world.trace().get(id).map(|entry| &entry.fact);
        matches!(fact, Some(Fact::Chose(choice)) if choice.0 == "left-on-server")
    };
    assert!(parting.chain.iter().any(|id| left(*id)), "{parting:?}");

    let lines = format!("{MANUAL}\nafter_fetch = \"remove-at-once\"");
    holds(&Stage::with(&[pop3("laptop", &lines)]), Belief::Pop3AlwaysDeletes);
}

#[test]
fn pop3_works_with_one_device() {
    let late = format!("{MANUAL}\nswitched_on_after_ms = 30000");
    let leave = Stage::with(&[pop3("laptop", MANUAL), pop3("phone", &late)]);
    let parting = parts(&leave, Belief::Pop3WorksWithOneDevice);
    assert_eq!(parting.holder, holder(&leave.empty(), "phone"));
    assert_eq!(parting.why.id(), "why-own-equal");

    let removes = format!("{MANUAL}\nafter_fetch = \"remove-at-once\"");
    let gone = Stage::with(&[pop3("laptop", &removes), pop3("phone", &late)]);
    holds(&gone, Belief::Pop3WorksWithOneDevice);
}

/// Watches while somebody at a terminal types these lines.
fn typed(lines: &[&str], belief: Belief) -> Option<Parting> {
    let mut world = Stage::default().world();
    call_pop3(&mut world);
    let mut ghost = Ghost::new(belief);
    let mut found = ghost.watch(&world);
    for line in lines {
        type_lines(&mut world, &[line]);
        found = found.or_else(|| ghost.watch(&world));
    }
    found
}

#[test]
fn dele_works_at_once() {
    let parting = typed(&["DELE 1"], Belief::DeleWorksAtOnce).expect("it only marks");
    assert_eq!((parting.holder, parting.why.id()), (NORD, "why-dele-only-marked"));
    // With a client that says QUIT at once, nobody sees the difference.
    let lines = format!("{MANUAL}\nafter_fetch = \"remove-at-once\"");
    holds(&Stage::with(&[pop3("laptop", &lines)]), Belief::DeleWorksAtOnce);
}

#[test]
fn message_three_is_message_three() {
    let again = ["RETR 2", "DELE 1", "QUIT"];
    let mut world = Stage::default().world();
    let mut ghost = Ghost::new(Belief::MessageThreeIsMessageThree);
    call_pop3(&mut world);
    type_lines(&mut world, &again);
    assert_eq!(ghost.watch(&world), None, "one session keeps its numbers");
    call_pop3(&mut world);
    type_lines(&mut world, &["RETR 2"]);
    let parting = ghost.watch(&world).expect("number 2 is another mail now");
    assert_eq!(parting.holder, NORD);
    assert_ne!(parting.believed.is, Some(parting.email));
    assert_eq!(typed(&["RETR 2", "RETR 3", "RETR 2"], Belief::MessageThreeIsMessageThree), None);
}

#[test]
fn deleting_moves_to_trash_everywhere() {
    let marks = format!("{IDLE}\non_delete = \"mark-deleted\"");
    let delete = deed!("laptop", "delete = \"Kuchen am Sonntag\"");
    let marked = Stage { more: delete, ..Stage::with(&[imap("laptop", &marks)]) };
    let parting = parts(&marked, Belief::DeletingMovesToTrashEverywhere);
    assert_eq!(parting.holder, holder(&marked.empty(), "laptop"));
    let world = marked.world();
    let first = world.trace().get(parting.chain[0]).expect("a chain");
    assert!(matches!(&first.fact, Fact::Chose(choice) if choice.0 == "delete-marks"), "{first:?}");

    // POP3 has a trash, too, but it is the device's own.
    let own = Stage { more: delete, ..Stage::with(&[pop3("laptop", MANUAL)]) };
    let parting = parts(&own, Belief::DeletingMovesToTrashEverywhere);
    assert_eq!((parting.holder, parting.why.id()), (NORD, "why-own-folders"));

    let moves = Stage { more: delete, ..Stage::with(&[imap("laptop", IDLE)]) };
    holds(&moves, Belief::DeletingMovesToTrashEverywhere);
}

#[test]
fn imap_is_instant() {
    let flag = deed!("laptop", "flag = \"Kuchen am Sonntag\"");
    let polls = Stage { more: flag, ..Stage::with(&[imap("laptop", IDLE), imap("phone", POLL)]) };
    let parting = parts(&polls, Belief::ImapIsInstant);
    assert_eq!(parting.holder, holder(&polls.empty(), "phone"));
    assert_eq!((parting.believed.flagged, parting.why.id()), (Some(true), "why-stale-asked"));

    let listens = Stage { more: flag, ..Stage::with(&[imap("laptop", IDLE), imap("phone", IDLE)]) };
    holds(&listens, Belief::ImapIsInstant);
}

#[test]
fn imap_needs_the_network() {
    let offline = deed!("laptop", "online = false");
    let whole = format!("{IDLE}\nkeeps = \"everything\"");
    let keeps = Stage { more: offline, ..Stage::with(&[imap("laptop", &whole)]) };
    let parting = parts(&keeps, Belief::ImapNeedsTheNetwork);
    assert_eq!(parting.holder, holder(&keeps.empty(), "laptop"));
    assert!(parting.known.held.is_some_and(|held| held.whole));
    // With headers only there is in fact nothing to read.
    let headers = Stage { more: offline, ..Stage::with(&[imap("laptop", IDLE)]) };
    holds(&headers, Belief::ImapNeedsTheNetwork);
}

#[test]
fn read_belongs_to_the_mail() {
    let open = deed!("laptop", "open = \"Kuchen am Sonntag\"");
    let own = Stage { more: open, ..Stage::with(&[pop3("laptop", MANUAL)]) };
    let parting = parts(&own, Belief::ReadBelongsToTheMail);
    assert_eq!((parting.holder, parting.why.id()), (NORD, "why-own-flags"));
    assert_eq!(parting.believed.read, Some(true));

    let shared = Stage { more: open, ..Stage::with(&[imap("laptop", IDLE), imap("phone", IDLE)]) };
    holds(&shared, Belief::ReadBelongsToTheMail);
}

const SEND: &str = deed!(
    "laptop",
    "send = { to = [\"ben@sued.example\"], subject = \"Pizza?\", text = \"Freitag?\" }"
);

fn sending(sent: &str, tls: &str) -> String {
    imap("laptop", &format!("{IDLE}\nsending = {{ tls = \"{tls}\", sent = \"{sent}\" }}"))
}

#[test]
fn sent_is_part_of_imap() {
    let nobody = Stage { more: SEND, ..Stage::with(&[sending("none", "never")]) };
    let parting = parts(&nobody, Belief::SentIsPartOfImap);
    assert_eq!((parting.holder, parting.why.id()), (NORD, "why-sent-copy-by-nobody"));
    let filed = Stage { more: SEND, ..Stage::with(&[sending("by-append", "never")]) };
    holds(&filed, Belief::SentIsPartOfImap);
}

fn bens(lines: &str) -> String {
    format!(
        "[[device]]\nkind = \"tablet\"\nname = \"ben's tablet\"\nprovider = \"sued.example\"\n\
         user = \"ben\"\nlatency_ms = 20\nprotocol = \"imap\"\n{lines}\n\n"
    )
}

#[test]
fn mail_goes_straight_to_the_computer() {
    let off = format!("{IDLE}\nswitched_on_after_ms = 600000");
    let asleep = Stage { more: SEND, ..Stage::with(&[sending("none", "never"), bens(&off)]) };
    let parting = parts(&asleep, Belief::MailGoesStraightToTheComputer);
    assert_eq!((parting.holder, parting.why.id()), (SUED, "why-original"));
    assert_eq!(parting.believed.present, Some(false));
    let awake = Stage { more: SEND, ..Stage::with(&[sending("none", "never"), bens(IDLE)]) };
    holds(&awake, Belief::MailGoesStraightToTheComputer);
}

#[test]
fn folders_sync_because_it_is_email() {
    let moves = deed!("laptop", "move = { mail = \"Kuchen am Sonntag\", folder = \"Schule\" }");
    let own = Stage { more: moves, ..Stage::with(&[pop3("laptop", MANUAL), imap("phone", IDLE)]) };
    let parting = parts(&own, Belief::FoldersSyncBecauseItIsEmail);
    assert_eq!((parting.holder, parting.why.id()), (NORD, "why-own-folders"));
    let shared = Stage { more: moves, ..Stage::with(&[imap("laptop", IDLE)]) };
    holds(&shared, Belief::FoldersSyncBecauseItIsEmail);
}

#[test]
fn tls_means_nobody_reads() {
    let protected = Stage { more: SEND, ..Stage::with(&[sending("none", "required")]) };
    let parting = parts(&protected, Belief::TlsMeansNobodyReads);
    assert_eq!(parting.holder, NORD);
    assert_eq!(parting.believed.readable, Some(false));
    // Whoever sends without TLS has no such belief to lose.
    let lines =
        format!("{IDLE}\ntls = \"never\"\nsending = {{ tls = \"never\", sent = \"none\" }}");
    let clear = Stage { more: SEND, ..Stage::with(&[imap("laptop", &lines)]) };
    holds(&clear, Belief::TlsMeansNobodyReads);
}

#[test]
fn a_ghost_has_no_opinion_on_what_its_rule_does_not_say() {
    let stage = Stage::with(&[imap("laptop", IDLE), pop3("tablet", MANUAL)]);
    let mut world: World = stage.world();
    let mut ghost = Ghost::new(Belief::ReadBelongsToTheMail);
    assert_eq!(ghost.watch(&world), None);
    let mail = email(&world, CAKE);
    let laptop = holder(&world, "laptop");
    assert_eq!(ghost.expects(laptop, mail), None);
    let Holder::Device(device) = laptop else { panic!("the laptop is a device") };
    world.inject(&Action::Tap(device, Tap::SetFlagged(mail, true))).expect("it has it");
    pass(&mut world, 5);
    assert_eq!(ghost.watch(&world), None);
    assert_eq!(ghost.expects(laptop, mail), None);
}

#[test]
fn beliefs_are_found_by_their_names() {
    for belief in Belief::ALL {
        assert_eq!(Belief::by_id(belief.id()), Some(belief));
    }
    assert_eq!(Belief::by_id("the-earth-is-flat"), None);
}
