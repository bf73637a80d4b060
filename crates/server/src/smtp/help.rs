//! HELP.

use mailscope_wire::smtp::Reply;

use super::{answer, legal, lines};

/// How each verb is written, and what it does.
const HELP: [(&str, &str, &str); 14] = [
    ("EHLO", "EHLO domain", "says who you are, and asks what this server can do"),
    ("HELO", "HELO domain", "says who you are, as it was before there were extensions"),
    ("STARTTLS", "STARTTLS", "begins TLS: from then on nobody on the way can read along"),
    ("AUTH", "AUTH mechanism [response]", "shows who you are by SASL"),
    (
        "MAIL",
        "MAIL FROM:<address> [SIZE=n] [BODY=type] [SMTPUTF8] [RET=what] [ENVID=id]",
        "begins a transaction: reports of failure go to this address, or nowhere if it is <>",
    ),
    ("RCPT", "RCPT TO:<address> [NOTIFY=when] [ORCPT=address]", "names one recipient more"),
    ("DATA", "DATA", "after 354 comes the message, then a line with only a dot"),
    ("BDAT", "BDAT octets [LAST]", "so many octets of the message follow at once"),
    ("RSET", "RSET", "forgets the transaction"),
    ("VRFY", "VRFY name", "asks whether somebody is here"),
    ("EXPN", "EXPN list", "asks who is on a mailing list"),
    ("HELP", "HELP [verb]", "says this"),
    ("NOOP", "NOOP", "does nothing"),
    ("QUIT", "QUIT", "ends the session"),
];

pub(super) fn run(topic: Option<&str>) -> Reply {
    // Command: RFC 5321 §4.1.1.8.
    let Some(topic) = topic else {
        let verbs: Vec<_> = HELP.iter().map(|(verb, ..)| *verb).collect();
        let text = vec![verbs.join(" "), "HELP with a verb tells more about it".to_owned()];
        return lines(214, (0, 0), text);
    };
    let topic = topic.trim();
    let Some((verb, form, what)) = HELP.iter().find(|(verb, ..)| verb.eq_ignore_ascii_case(topic))
    else {
        // RFC 5321 §4.3.2.
        return answer(504, (5, 4), "no such verb; HELP alone lists them");
    };
    let mut text = vec![format!("{form}: {what}")];
    if let Some(rule) = legal::find(verb) {
        let states: Vec<_> = rule.states.iter().map(|state| state.0).collect();
        let rfc = rule.rfc.replace('§', "section ");
        text.push(format!("legal in {}; {rfc}", states.join(", ")));
    }
    lines(214, (0, 0), text)
}
