//! A delivery: the recipients of one message in one domain of others. It asks for the hosts of the
//! domain, and goes from one to the next until one has something to say about the message.

use std::net::IpAddr;
use std::sync::Arc;

use imbl::OrdSet;
use mailscope_base::limits::{
    ADDRESSES_PER_ATTEMPT_MAX, RECIPIENTS_PER_TRANSFER_MAX, UNREACHABLE_REMEMBERED_MAX,
};
use mailscope_base::{EnhancedCode, QueueId};
use mailscope_store::Store;
use mailscope_store::spool::RecipientState;
use mailscope_wire::smtp::{RecipientResult, Stage, Transaction, TransferReport};

use super::outcome::{self, Outcome, own_answer};
use super::settle::{conclude, settle};
use super::{MailHost, Mta, MtaCx, MtaOutput, Route, TransferId, choice};

/// The recipients of one message in one domain.
#[derive(Clone, Debug, Default)]
pub(super) struct Delivery {
    /// Those of whom nothing is known yet, by their places in the message.
    pending: Vec<usize>,
    /// Where to, in the order to try.
    hosts: Arc<[Host]>,
    /// The one of them whose turn it is.
    current: usize,
    /// What becomes of the pending ones if there is no further host.
    otherwise: Option<RecipientState>,
}

/// One address of one host.
#[derive(Clone, Debug)]
struct Host {
    name: Arc<str>,
    address: IpAddr,
}

/// A transfer that is under way.
#[derive(Clone, Debug)]
pub(super) struct Transfer {
    queued: QueueId,
    domain: Arc<str>,
    /// So many of the pending recipients, from the first on.
    recipients: usize,
}

/// Begins a delivery: first of all, where to?
pub(super) fn begin(
    mta: &mut Mta,
    id: QueueId,
    domain: Arc<str>,
    recipients: Vec<usize>,
    cx: &mut MtaCx<'_>,
) {
    let delivery = Delivery { pending: recipients, ..Delivery::default() };
    mta.deliveries.insert((id, Arc::clone(&domain)), delivery);
    if let Some(literal) = domain.strip_prefix('[') {
        let hosts = literal_host(literal).map_err(|why| (EnhancedCode::new(5, 1, 3), why));
        head_for(mta, id, &domain, hosts, cx);
        return;
    }
    let waiting = mta.routing.entry(Arc::clone(&domain)).or_default();
    let is_asked_for = !waiting.is_empty();
    waiting.insert(id);
    if !is_asked_for {
        cx.out.push(MtaOutput::Route(domain));
    }
}

/// The hosts of a domain are known: all messages that wait for them go on.
pub(super) fn routed(mta: &mut Mta, domain: &Arc<str>, route: &Route, cx: &mut MtaCx<'_>) {
    let waiting: OrdSet<QueueId> = mta.routing.remove(domain).unwrap_or_default();
    let hosts = hosts(route, cx);
    for id in waiting {
        head_for(mta, id, domain, hosts.clone(), cx);
        conclude(mta, id, cx);
    }
}

/// The addresses to try, or what to say of every recipient.
type Hosts = Result<Arc<[Host]>, (EnhancedCode, &'static str)>;

/// RFC 5321 §5.1, RFC 7505 §4: where to, or why not.
fn hosts(route: &Route, cx: &mut MtaCx<'_>) -> Hosts {
    let failed = |subject, detail, why| Err((EnhancedCode::new(5, subject, detail), why));
    let hosts = match route {
        Route::Hosts(hosts) => hosts,
        // RFC 7505 §5 `X.1.10`: recipient address has null MX.
        Route::NullMx => return failed(1, 10, "the domain says that it takes no mail: a null MX"),
        Route::NoSuchDomain => return failed(1, 2, "there is no such domain"),
        // RFC 5321 §5.1: MX records of which none is usable MUST be reported as an error.
        Route::NoHost => return failed(4, 4, "no host takes mail for the domain"),
        // RFC 5321 §5.1: "the message MUST be queued and retried later".
        Route::Unknown(why) => return Err((EnhancedCode::new(4, 4, 3), why)),
    };
    let better = before_own_place(hosts, cx.store);
    if better.len() < hosts.len() {
        cx.choose(choice::OWN_PLACE_AMONG_HOSTS);
    }
    if better.is_empty() && !hosts.is_empty() {
        return failed(4, 6, "mail for the domain would come back to this host");
    }
    let each = better.into_iter().flat_map(|host| {
        let here = |address: &IpAddr| Host { name: Arc::clone(&host.name), address: *address };
        host.addresses.iter().map(here)
    });
    let hosts: Arc<[Host]> = each.take(ADDRESSES_PER_ATTEMPT_MAX).collect();
    if hosts.is_empty() { failed(4, 4, "no host of the domain has an address") } else { Ok(hosts) }
}

/// RFC 5321 §5.1: where this host is among them, it and those that are no better would send the
/// message back or round in circles.
fn before_own_place<'a>(hosts: &'a [MailHost], store: &Store) -> Vec<&'a MailHost> {
    let own = hosts.iter().find(|host| {
        let name = host.name.strip_suffix('.').unwrap_or(&host.name);
        name.eq_ignore_ascii_case(store.host_name())
    });
    let is_better = |host: &&MailHost| own.is_none_or(|own| host.preference < own.preference);
    hosts.iter().filter(is_better).collect()
}

/// RFC 5321 §4.1.3: `[192.0.2.1]` or `[IPv6:2001:db8::1]`, its first bracket taken off.
fn literal_host(literal: &str) -> Result<Arc<[Host]>, &'static str> {
    let inner = literal.strip_suffix(']').unwrap_or(literal);
    let has_tag = inner.get(..5).is_some_and(|tag| tag.eq_ignore_ascii_case("ipv6:"));
    let address = if has_tag { inner.get(5..).unwrap_or_default() } else { inner };
    match address.parse::<IpAddr>() {
        Ok(address) if address.is_ipv6() == has_tag => {
            Ok([Host { name: format!("[{literal}").into(), address }].into())
        }
        _ => Err("this address literal is not an address"),
    }
}

/// Goes to the first host, or settles everybody.
fn head_for(mta: &mut Mta, id: QueueId, domain: &Arc<str>, hosts: Hosts, cx: &mut MtaCx<'_>) {
    let key = (id, Arc::clone(domain));
    let Some(mut delivery) = mta.deliveries.remove(&key) else { return };
    match hosts {
        Ok(hosts) => delivery.hosts = hosts,
        Err((status, why)) => {
            let answer = own_answer(cx.now, status, why);
            let is_final = status.class == 5;
            delivery.otherwise = Some(if is_final {
                RecipientState::Failed(answer)
            } else {
                RecipientState::Deferred(answer)
            });
        }
    }
    go_on(mta, key, delivery, cx);
}

/// Hands the message to the host whose turn it is, or gives this attempt up.
fn go_on(mta: &mut Mta, key: (QueueId, Arc<str>), mut delivery: Delivery, cx: &mut MtaCx<'_>) {
    let Some(queued) = cx.store.spool().share(key.0) else { return };
    skip_unreachable(mta, &mut delivery, cx);
    let Some(host) = delivery.hosts.get(delivery.current).cloned() else {
        let unreached = || {
            let text = format!("no host of {} could be reached", key.1);
            RecipientState::Deferred(own_answer(cx.now, EnhancedCode::new(4, 4, 1), &text))
        };
        let state = delivery.otherwise.take().unwrap_or_else(unreached);
        for index in delivery.pending {
            settle(mta, &queued, index, state.clone(), None, cx);
        }
        return;
    };
    // RFC 3461 §5.2.1: what the sender wants to hear goes along as it came; where the server has no
    // DSN, the client leaves it out (§5.2.2 (a)).
    let mut envelope = queued.envelope.clone();
    let places = delivery.pending.iter().take(RECIPIENTS_PER_TRANSFER_MAX);
    let recipients = places.filter_map(|index| queued.recipients.get(*index));
    envelope.recipients = recipients.map(|one| one.recipient.clone()).collect();
    let transfer = Transfer {
        queued: key.0,
        domain: Arc::clone(&key.1),
        recipients: envelope.recipients.len(),
    };
    let id = TransferId(cx.store.number_transfer());
    mta.transfers.insert(id, transfer);
    mta.deliveries.insert(key, delivery);
    cx.out.push(MtaOutput::Transfer {
        id,
        queued: queued.id,
        host: host.name,
        address: host.address,
        transaction: Transaction { envelope, content: queued.mail.bytes().clone() },
    });
}

/// RFC 5321 §4.5.4.1: a client "SHOULD keep a list of hosts it cannot reach", and MUST delay retrying
/// a destination.
fn skip_unreachable(mta: &mut Mta, delivery: &mut Delivery, cx: &mut MtaCx<'_>) {
    while let Some(host) = delivery.hosts.get(delivery.current) {
        match mta.unreachable.get(&host.address) {
            Some(until) if cx.now < *until => {
                cx.choose(choice::HOST_LEFT_OUT);
                let text = format!("{} could not be reached a short time ago", host.name);
                let answer = own_answer(cx.now, EnhancedCode::new(4, 4, 1), &text);
                note(&mut delivery.otherwise, RecipientState::Deferred(answer));
                delivery.current += 1;
            }
            Some(_) => {
                mta.unreachable.remove(&host.address);
                return;
            }
            None => return,
        }
    }
}

/// While one host may still take it, it is not given up because of another one.
fn note(otherwise: &mut Option<RecipientState>, state: RecipientState) {
    let has_hope = matches!(otherwise, Some(RecipientState::Deferred(_)));
    if !has_hope || !state.is_final() {
        *otherwise = Some(state);
    }
}

/// A transfer is over.
pub(super) fn transferred(
    mta: &mut Mta,
    id: TransferId,
    report: &TransferReport,
    cx: &mut MtaCx<'_>,
) {
    let Some(transfer) = mta.transfers.remove(&id) else { return };
    let key = (transfer.queued, transfer.domain);
    let Some(mut delivery) = mta.deliveries.remove(&key) else { return };
    let Some(queued) = cx.store.spool().share(key.0) else { return };
    let Some(host) = delivery.hosts.get(delivery.current).cloned() else { return };
    remember(mta, host.address, report, cx);
    let later = delivery.pending.split_off(transfer.recipients.min(delivery.pending.len()));
    let tried = core::mem::replace(&mut delivery.pending, later);
    let mut unheard = Vec::new();
    let has_company =
        report.recipients.iter().any(|one| matches!(one, RecipientResult::Accepted(_)));
    for (place, index) in tried.into_iter().enumerate() {
        let nothing = RecipientResult::NoAnswer { stage: Stage::Data, why: "nothing was told" };
        let result = report.recipients.get(place).unwrap_or(&nothing);
        match outcome::of(result, &host.name, has_company, cx.now) {
            Outcome::Settled(state) => {
                if matches!(result, RecipientResult::NoAnswer { .. }) {
                    cx.choose(choice::MAYBE_TWICE);
                }
                settle(mta, &queued, index, state, Some(report.dsn_passed_on), cx);
            }
            Outcome::NextHost(state) => {
                note(&mut delivery.otherwise, state);
                unheard.push(index);
            }
        }
    }
    if !unheard.is_empty() {
        unheard.append(&mut delivery.pending);
        delivery.pending = unheard;
        delivery.current += 1;
        if delivery.current < delivery.hosts.len() {
            cx.choose(choice::NEXT_HOST);
        }
    }
    let id = key.0;
    if !delivery.pending.is_empty() {
        go_on(mta, key, delivery, cx);
    }
    conclude(mta, id, cx);
}

/// Remembers whether a host can be reached.
fn remember(mta: &mut Mta, address: IpAddr, report: &TransferReport, cx: &MtaCx<'_>) {
    let silent = |one: &RecipientResult| {
        matches!(one, RecipientResult::NoAnswer { stage: Stage::Connect, .. })
    };
    if !report.recipients.iter().any(silent) {
        return;
    }
    if mta.unreachable.len() >= UNREACHABLE_REMEMBERED_MAX
        && let Some(first) = mta.unreachable.get_min().map(|(address, _)| *address)
    {
        mta.unreachable.remove(&first);
    }
    mta.unreachable.insert(address, cx.now + mta.policy.first_pause);
}
