//! Actions made by chance: every tap, every policy, the network coming and going.

use mailscope_base::{
    AccountId, Address, ConnectionId, DeviceId, Duration, EmailId, Prng, ProviderId,
};
use mailscope_sim::client::{
    AfterFetch, CheckFor, Draft, Drafts, Fetches, ImapPolicy, Keeps, OnDelete, Pop3Policy,
    Protocol, SearchIn, SendingSettings, SentCopy, Settings, Shows, TlsPolicy,
};
use mailscope_sim::{
    Action, DeviceKind, Does, Link, ListenerId, NewAccount, NewDevice, NewListener, NewProvider,
    Scenario, Tap, Wire,
};

const FOLDERS: &[&str] = &["INBOX", "Trash", "School", "Sent", "Uni"];
/// The mails of the scenario, and some that are written later.
const MAILS: u64 = 32;

fn pick<T: Copy>(list: &[T], rng: &mut Prng) -> Option<T> {
    let nth = rng.below(list.len() as u64);
    usize::try_from(nth).ok().and_then(|nth| list.get(nth)).copied()
}

pub(crate) fn action(scenario: &Scenario, rng: &mut Prng) -> Action {
    let device = DeviceId(u16::try_from(rng.below(3)).unwrap_or(0));
    match rng.below(24) {
        0..=14 => Action::Tap(device, on_mail(rng)),
        15 | 16 => Action::Tap(device, on_folders(rng)),
        17 => Action::Tap(device, Tap::Configure(settings(rng))),
        18 | 19 => Action::SetOnline(device, rng.chance(2, 3)),
        20 => Action::Cut(ConnectionId(u32::try_from(rng.below(30)).unwrap_or(0))),
        21 if rng.chance(1, 4) => Action::Tap(device, Tap::Reinstall),
        22 if rng.chance(1, 4) => {
            let mailbox = pick(FOLDERS, rng).unwrap_or_default().to_owned();
            Action::Renumber(ProviderId(0), AccountId(0), mailbox)
        }
        _ => {
            let later = scenario.later();
            let nth = rng.below(later.len() as u64);
            let mail = usize::try_from(nth).ok().and_then(|nth| later.get(nth));
            let mails = mail.into_iter().cloned().collect();
            Action::Deliver(ProviderId(0), AccountId(0), mails)
        }
    }
}

/// What comes into the world, and what is taken away.
pub(crate) fn growth(rng: &mut Prng) -> Action {
    let device = DeviceId(u16::try_from(rng.below(4)).unwrap_or(0));
    match rng.below(8) {
        0 => Action::RemoveDevice(device),
        1..=3 => Action::AddDevice(Box::new(NewDevice {
            kind: DeviceKind::Phone,
            name: None,
            provider: ProviderId(0),
            account: AccountId(0),
            settings: settings(rng),
            link: link(rng),
        })),
        4 => Action::SetLink(device, link(rng)),
        5 => Action::AddAccount(ProviderId(0), account("ben")),
        6 => Action::AddProvider(Box::new(NewProvider {
            name: "west.example".into(),
            profile: "gmail-like".into(),
            account: account("cem"),
        })),
        _ if rng.chance(1, 2) => Action::AddListener(NewListener {
            name: "café".into(),
            on: Wire::Device(device),
            does: Does::Listens,
        }),
        _ => Action::RemoveListener(ListenerId(0)),
    }
}

fn account(user: &str) -> NewAccount {
    NewAccount { user: user.into(), password: "Wolke-12".into() }
}

fn link(rng: &mut Prng) -> Link {
    let bandwidth = pick(&[0, 2_000, 50_000], rng).unwrap_or(0);
    Link { latency: Duration::from_millis(5 + rng.below(400)), bandwidth }
}

fn on_mail(rng: &mut Prng) -> Tap {
    // Often a few: two devices shall get in each other's way.
    let among = if rng.chance(1, 2) { 4 } else { MAILS };
    let mail = EmailId(1 + rng.below(among));
    let yes = rng.chance(1, 2);
    let folder = pick(FOLDERS, rng).unwrap_or_default().to_owned();
    match rng.below(18) {
        0 | 1 => Tap::Open(mail),
        2 | 3 => Tap::SetRead(mail, yes),
        4 => Tap::SetFlagged(mail, yes),
        5 | 6 => Tap::Move(mail, folder),
        7 | 8 => Tap::Delete(mail),
        9 => Tap::SetKeyword(mail, "$Important".to_owned(), yes),
        10 | 11 => Tap::CheckMail,
        12 => Tap::Send(draft(rng)),
        13 => Tap::Reply(mail, draft(rng)),
        14 => Tap::SaveDraft(None, draft(rng)),
        15 => Tap::SaveDraft(Some(mail), draft(rng)),
        16 => Tap::SendDraft(mail, draft(rng)),
        _ => {
            let place = if yes { SearchIn::Here } else { SearchIn::Server };
            Tap::Search("Kuchen".to_owned(), place)
        }
    }
}

fn on_folders(rng: &mut Prng) -> Tap {
    let folder = pick(FOLDERS, rng).unwrap_or_default().to_owned();
    match rng.below(8) {
        0 => Tap::CreateFolder(folder),
        1 => Tap::RenameFolder(folder, "Uni".to_owned()),
        2 => Tap::DeleteFolder(folder),
        3 => Tap::Subscribe(folder, rng.chance(1, 2)),
        4 => Tap::EmptyTrash,
        _ => Tap::OpenFolder(folder),
    }
}

fn draft(rng: &mut Prng) -> Draft {
    Draft {
        to: vec![Address::new("ada", "nord.example")],
        subject: format!("Brief {}", rng.below(100)),
        text: "Hallo!".to_owned(),
        ..Draft::default()
    }
}

fn settings(rng: &mut Prng) -> Settings {
    let minutes = CheckFor::Every(Duration::from_mins(1 + rng.below(20)));
    let check = |rng: &mut Prng| match rng.below(3) {
        0 => CheckFor::Manual,
        1 => minutes,
        _ => CheckFor::Idle,
    };
    let protocol = if rng.chance(2, 3) {
        Protocol::Imap(ImapPolicy {
            check: check(rng),
            on_delete: pick(
                &[OnDelete::MoveToTrash, OnDelete::MarkDeleted, OnDelete::Expunge],
                rng,
            )
            .unwrap_or(OnDelete::MoveToTrash),
            keeps: pick(&[Keeps::Headers, Keeps::LastDays(3), Keeps::Everything], rng)
                .unwrap_or(Keeps::Headers),
            shows: pick(&[Shows::All, Shows::Subscribed], rng).unwrap_or(Shows::All),
            drafts: pick(&[Drafts::OnServer, Drafts::Here], rng).unwrap_or(Drafts::OnServer),
        })
    } else {
        let check = if rng.chance(1, 2) { CheckFor::Manual } else { minutes };
        Protocol::Pop3(Pop3Policy {
            check,
            after_fetch: pick(
                &[
                    AfterFetch::Leave,
                    AfterFetch::RemoveAfterDays(0),
                    AfterFetch::RemoveWhenDeletedHere,
                    AfterFetch::RemoveAtOnce,
                ],
                rng,
            )
            .unwrap_or(AfterFetch::Leave),
            fetches: pick(&[Fetches::Whole, Fetches::Headers], rng).unwrap_or(Fetches::Whole),
        })
    };
    let (user, password) = ("ada".to_owned(), "Seestern-7".to_owned());
    Settings {
        protocol,
        tls: pick(&[TlsPolicy::Never, TlsPolicy::IfOffered], rng).unwrap_or(TlsPolicy::Never),
        sending: rng.chance(3, 4).then(|| SendingSettings {
            name: "Ada Nordmann".to_owned(),
            address: Address::new("ada", "nord.example"),
            user: user.clone(),
            password: password.clone(),
            tls: TlsPolicy::Never,
            sent: pick(&[SentCopy::ByAppend, SentCopy::Both, SentCopy::None], rng)
                .unwrap_or(SentCopy::None),
        }),
        user,
        password,
    }
}
