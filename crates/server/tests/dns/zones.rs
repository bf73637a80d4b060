//! How name servers answer (RFC 1034 §4.3.2, RFC 1035 §4.1, RFC 2308 §2).

use hickory_proto::op::{Message, MessageType, OpCode, ResponseCode};
use hickory_proto::rr::{DNSClass, RecordType};
use mailscope_server::dns::{Behaviour, DomainName, Zones, describe, summary};

use crate::{answer_to, query, with_edns, world, zone};

fn asked(name: &str, kind: RecordType) -> Message {
    answer_to(&world(), &query(name, kind))
}

fn lines(records: &[hickory_proto::rr::Record]) -> Vec<String> {
    records.iter().map(ToString::to_string).collect()
}

#[test]
fn an_answer_carries_id_question_and_records_and_speaks_with_authority() {
    // RFC 1035 §4.1.1: the id is "copied [to] the corresponding reply", RD is "copied into the
    // response"; §3.3.9: MX records "cause type A additional section processing".
    let answer = asked("sued.example.", RecordType::MX);
    assert_eq!(answer.id, 4_711);
    assert_eq!(answer.message_type, MessageType::Response);
    assert!(answer.authoritative && answer.recursion_desired && !answer.recursion_available);
    assert_eq!(answer.queries, query("sued.example.", RecordType::MX).queries);
    let mut records = lines(&answer.answers);
    records.sort();
    assert_eq!(
        records,
        [
            "sued.example. 3600 IN MX 10 mx1.sued.example.",
            "sued.example. 3600 IN MX 20 mx2.sued.example.",
        ]
    );
    let mut more = lines(&answer.additionals);
    more.sort();
    assert_eq!(
        more,
        [
            "mx1.sued.example. 3600 IN AAAA 2001:db8::25",
            "mx1.sued.example. 60 IN A 192.0.2.25",
            "mx2.sued.example. 3600 IN A 192.0.2.26",
        ]
    );
}

#[test]
fn names_are_found_in_any_case() {
    // RFC 1035 §2.3.3.
    let answer = asked("MX1.Sued.EXAMPLE.", RecordType::A);
    assert_eq!(answer.answers.len(), 1);
    assert_eq!(answer.response_code, ResponseCode::NoError);
}

#[test]
fn what_is_not_there_is_denied_with_the_zones_soa() {
    // RFC 2308 §2.1, §2.2, §3: the SOA's own time is "set from the minimum of the MINIMUM field of the
    // SOA record and the TTL of the SOA itself".
    let soa =
        "sued.example. 300 IN SOA ns.nord.example. hostmaster.sued.example. 1 7200 3600 604800 300";
    let name_error = asked("nobody.sued.example.", RecordType::A);
    assert_eq!(name_error.response_code, ResponseCode::NXDomain);
    assert!(name_error.authoritative && name_error.answers.is_empty());
    assert_eq!(lines(&name_error.authorities), [soa]);
    let no_data = asked("mx2.sued.example.", RecordType::AAAA);
    assert_eq!(no_data.response_code, ResponseCode::NoError);
    assert!(no_data.authoritative && no_data.answers.is_empty());
    assert_eq!(lines(&no_data.authorities), [soa]);
    // A domain that is nobody's: the root denies it.
    assert_eq!(asked("ost.example.", RecordType::MX).response_code, ResponseCode::NXDomain);
}

#[test]
fn a_name_above_another_exists() {
    // RFC 4592 §2.2.2: empty non-terminals exist.
    let answer = asked("down.here.sued.example.", RecordType::A);
    assert_eq!(answer.response_code, ResponseCode::NoError);
    assert!(answer.answers.is_empty());
    let below = asked("up.here.sued.example.", RecordType::A);
    assert_eq!(below.response_code, ResponseCode::NXDomain);
}

#[test]
fn an_alias_is_followed_as_far_as_the_servers_know() {
    // RFC 1034 §4.3.2 step 3a, §3.6.2.
    let answer = asked("www.sued.example.", RecordType::A);
    assert_eq!(
        lines(&answer.answers),
        [
            "www.sued.example. 3600 IN CNAME web.sued.example.",
            "web.sued.example. 3600 IN A 192.0.2.80",
        ]
    );
    // Into another zone.
    assert_eq!(asked("far.sued.example.", RecordType::A).answers.len(), 2);
    // Who asks for the alias itself gets it.
    let alias = asked("www.sued.example.", RecordType::CNAME);
    assert_eq!(lines(&alias.answers), ["www.sued.example. 3600 IN CNAME web.sued.example."]);
    // RFC 6604 §3: the code speaks of the last name.
    let lost = asked("lost.sued.example.", RecordType::A);
    assert_eq!((lost.response_code, lost.answers.len()), (ResponseCode::NXDomain, 1));
    // In a circle it ends, too.
    let round = asked("round.sued.example.", RecordType::A);
    assert!(!round.answers.is_empty() && round.answers.len() < 20);
}

#[test]
fn a_wildcard_stands_in_for_names_that_are_not_there() {
    // RFC 1034 §4.3.3: the answer bears the name that was asked for.
    let answer = asked("who.any.sued.example.", RecordType::MX);
    assert_eq!(lines(&answer.answers), ["who.any.sued.example. 3600 IN MX 10 mx1.sued.example."]);
    let no_data = asked("who.any.sued.example.", RecordType::A);
    assert_eq!((no_data.response_code, no_data.answers.len()), (ResponseCode::NoError, 0));
}

#[test]
fn what_others_speak_for_is_referred_to_them() {
    // RFC 1034 §4.3.2 step 3b: the NS records go into the authority section, and the answer has no
    // authority.
    let answer = asked("x.child.sued.example.", RecordType::A);
    assert_eq!(answer.response_code, ResponseCode::NoError);
    assert!(!answer.authoritative && answer.answers.is_empty());
    assert_eq!(
        lines(&answer.authorities),
        ["child.sued.example. 3600 IN NS ns.child.sued.example."]
    );
    assert_eq!(lines(&answer.additionals), ["ns.child.sued.example. 3600 IN A 192.0.2.53"]);
}

#[test]
fn what_is_not_their_business_is_refused() {
    // RFC 1035 §4.1.1: RCODE 5, 4 and 1.
    let only_nord: Zones = [zone("nord.example", &[])].into_iter().collect();
    let refused = answer_to(&only_nord, &query("sued.example.", RecordType::MX));
    assert_eq!(refused.response_code, ResponseCode::Refused);
    let mut chaos = query("sued.example.", RecordType::TXT);
    chaos.queries.iter_mut().for_each(|question| {
        question.set_query_class(DNSClass::CH);
    });
    assert_eq!(answer_to(&world(), &chaos).response_code, ResponseCode::Refused);
    let mut update = query("sued.example.", RecordType::SOA);
    update.metadata.op_code = OpCode::Status;
    assert_eq!(answer_to(&world(), &update).response_code, ResponseCode::NotImp);
    let mut two = query("sued.example.", RecordType::MX);
    two.add_query(query("nord.example.", RecordType::MX).queries.remove(0));
    assert_eq!(answer_to(&world(), &two).response_code, ResponseCode::FormErr);
    let none = Message::new(1, MessageType::Query, OpCode::Query);
    assert_eq!(answer_to(&world(), &none).response_code, ResponseCode::FormErr);
}

#[test]
fn servers_fail_and_fall_silent_by_switch() {
    let mut zones = world();
    let sued = DomainName::parse("sued.example").expect("a name");
    let asks = query("mx1.sued.example.", RecordType::A);
    assert!(zones.behave(&sued, Behaviour::ServerFailure));
    assert_eq!(answer_to(&zones, &asks).response_code, ResponseCode::ServFail);
    assert!(zones.behave(&sued, Behaviour::Silent));
    assert_eq!(zones.answer(&asks.to_vec().expect("a query")), None);
    assert!(zones.behave(&sued, Behaviour::Answers));
    assert_eq!(answer_to(&zones, &asks).answers.len(), 1);
    assert!(!zones.behave(&DomainName::parse("ost.example").expect("a name"), Behaviour::Silent));
    assert!(zones.remove(&sued) && !zones.remove(&sued));
}

#[test]
fn edns_is_answered_with_edns_and_only_then() {
    // RFC 6891 §6.1.1.
    assert!(answer_to(&world(), &with_edns(query("sued.example.", RecordType::MX))).edns.is_some());
    assert!(asked("sued.example.", RecordType::MX).edns.is_none());
}

#[test]
fn an_answer_is_not_answered() {
    let answer = asked("sued.example.", RecordType::MX).to_vec().expect("a message");
    assert_eq!(world().answer(&answer), None);
}

#[test]
fn messages_are_told_in_one_line() {
    let zones = world();
    let tell = |name, kind| {
        let query = query(name, kind).to_vec().expect("a query");
        (describe(&query), describe(&zones.answer(&query).expect("an answer")))
    };
    let cases = [
        (
            "mail.nord.example.",
            RecordType::MX,
            "mail.nord.example. 3600 IN MX 0 mail.nord.example.",
        ),
        ("null.nord.example.", RecordType::MX, "null.nord.example. 3600 IN MX 0 ."),
        ("sued.example.", RecordType::TXT, "sued.example. 3600 IN TXT \"v=spf1 mx -all\""),
        ("sued.example.", RecordType::AAAA, "NODATA sued.example. IN AAAA"),
        ("ost.example.", RecordType::MX, "NXDOMAIN ost.example. IN MX"),
        ("x.child.sued.example.", RecordType::A, "REFERRAL x.child.sued.example. IN A"),
        (
            "lost.sued.example.",
            RecordType::A,
            "NXDOMAIN lost.sued.example. IN A: lost.sued.example. 3600 IN CNAME nowhere.sued.example.",
        ),
    ];
    for (name, kind, answer) in cases {
        assert_eq!(tell(name, kind), (format!("{name} IN {kind}?"), answer.to_owned()));
    }
    assert_eq!(describe(b"GET / HTTP/1.1\r\n"), "octets that are no DNS message");
    let query = query("mx1.sued.example.", RecordType::A).to_vec().expect("a query");
    let told = summary(&zones.answer(&query).expect("an answer")).expect("a message");
    assert!(told.is_answer && told.authoritative);
    assert_eq!((told.id, told.status), (4_711, "NOERROR"));
    assert_eq!(told.answers.first().map(|line| line.ttl), Some(60));
}
