//! EXPN.

use mailscope_base::Address;
use mailscope_wire::smtp::{Query, Reply};

use super::{SmtpServer, answer, vrfy};
use crate::Turn;

pub(super) fn run(session: &SmtpServer, query: &Query, cx: &Turn<'_>) -> Reply {
    // Command: RFC 5321 §4.1.1.7, §3.5.
    // Partly: RFC 5321 §3.9: the one alias of a host is postmaster (RFC 5321 §4.5.1); there are no mailing
    // lists.
    if let Some(withheld) = vrfy::withheld(session) {
        return withheld;
    }
    let name = query.string.trim_matches(['<', '>', ' ']);
    let is_user = !vrfy::find(name, cx.host).is_empty();
    let local_part = name.rsplit_once('@').map_or(name, |(local_part, _)| local_part);
    if local_part.eq_ignore_ascii_case("postmaster") {
        let domain = name.rsplit_once('@').map_or("", |(_, domain)| domain);
        let behind = cx.host.recipient(&Address::new(local_part, domain));
        let behind = behind.and_then(|account| cx.host.account(account));
        if let Some(account) = behind {
            let member = format!("<{}>", Address::new(&account.user, &account.domain));
            return if query.smtputf8 || member.is_ascii() {
                answer(250, (1, 5), member)
            } else {
                vrfy::utf8_needed()
            };
        }
    }
    if is_user {
        // RFC 5321 §3.5.1.
        return answer(550, (1, 1), "that is a user name, not a mailing list; VRFY tells about it");
    }
    answer(550, (1, 1), "no mailing list here is called so")
}
