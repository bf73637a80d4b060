//! Mailbox names in both spellings.

use mailscope_wire::imap::MailboxName;
use proptest::prelude::*;

#[test]
fn inbox_has_no_case() {
    for name in ["INBOX", "inbox", "iNbOx"] {
        for utf8 in [false, true] {
            assert_eq!(MailboxName::of(name, utf8), MailboxName::inbox());
        }
    }
    assert_ne!(MailboxName::new("inbox/a"), MailboxName::new("INBOX/a"));
}

#[test]
fn an_ampersand_means_itself_only_in_utf8() {
    let name = MailboxName::new("&AOQ-");
    assert_eq!(name.decode(true).as_deref(), Some("&AOQ-"));
    assert_eq!(name.decode(false).as_deref(), Some("ä"));
    assert_eq!(MailboxName::new("ä").decode(true).as_deref(), Some("ä"));
    assert_eq!(MailboxName::new("ä").decode(false), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn every_name_can_be_spelled(name in any::<String>(), utf8 in any::<bool>()) {
        prop_assume!(!name.eq_ignore_ascii_case("INBOX"));
        let spelled = MailboxName::of(&name, utf8);
        prop_assert_eq!(spelled.decode(utf8), Some(name));
        let plain = spelled.as_str().bytes().all(|octet| matches!(octet, b' '..=b'~'));
        prop_assert!(utf8 || plain);
    }

    #[test]
    fn what_can_be_read_is_the_only_spelling(spelled in "[A&-]{0,3}(&[A-Za-z0-9+,]{1,8}-|[ -~]){0,4}") {
        let spelled = MailboxName::new(&spelled);
        if let Some(name) = spelled.decode(false) {
            prop_assert_eq!(MailboxName::of(&name, false), spelled);
        }
    }
}
