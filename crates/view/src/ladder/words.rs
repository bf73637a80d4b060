//! What every kind of word in a line means, in plain words.

use mailscope_wire::{Kind, Role};

use super::verbs::{self, Known, find};
use crate::Text;

/// What a word means, and the section that says so; nothing for spaces and mere punctuation. `above` is
/// what the word is part of, the largest first.
pub(super) fn meaning(kind: Kind, word: &str, above: &[Kind]) -> Option<(Text, &'static str)> {
    let own = table(kind).and_then(|table| find(table, word));
    if let Some((_, text, section)) = own {
        return Some((text.clone(), section));
    }
    if kind == Kind::TextString && is_extension(word) {
        return Some((Text::new("word-smtp-extension"), "RFC 5321 §4.1.1.1"));
    }
    if is_position(kind) && above.contains(&Kind::Uid) {
        return Some((Text::new("word-uid"), "RFC 9051 §6.4.9"));
    }
    if kind == Kind::ReplyCode || kind == Kind::HttpStatusCode {
        return Some((by_first_digit(kind, word), kind.section()));
    }
    // A name of a mailbox is written as any other string.
    let named = above.iter().rev().find(|kind| of_name(**kind)).copied().unwrap_or(kind);
    let text = general(if kind.role() == Role::Text { named } else { kind });
    text.or_else(|| general(kind)).map(|text| (text, kind.section()))
}

/// Words of this kind that have a meaning of their own.
fn table(kind: Kind) -> Option<&'static [Known]> {
    Some(match kind {
        Kind::CommandVerb | Kind::UidVerb => verbs::IMAP,
        Kind::DataName | Kind::UidIndicator => verbs::DATA,
        Kind::Condition | Kind::StatusIndicator | Kind::Pop3Challenge => verbs::STATUS,
        Kind::Flag
        | Kind::FlagFetch
        | Kind::FlagPerm
        | Kind::FlagKeyword
        | Kind::FlagList
        | Kind::MbxListFlag
        | Kind::MbxListFlags
        | Kind::UseAttr => verbs::FLAGS,
        Kind::FetchAtt
        | Kind::FetchAttName
        | Kind::FetchMacro
        | Kind::MsgAttName
        | Kind::StatusAtt
        | Kind::StatusAttName => verbs::ITEMS,
        Kind::StoreAction
        | Kind::SelectParamName
        | Kind::FetchModifierName
        | Kind::StoreModifierName => verbs::STORE,
        Kind::CodeName | Kind::RespTextCode | Kind::RespCode => verbs::CODES,
        Kind::Keyword => verbs::POP3,
        Kind::SmtpVerb | Kind::MailKeyword | Kind::RcptKeyword | Kind::Smtputf8Word => verbs::SMTP,
        Kind::ReplyCode => verbs::REPLIES,
        Kind::HttpMethod => verbs::HTTP,
        _ => return None,
    })
}

/// Whether a number is a place in a list, unless the command speaks of UIDs.
const fn is_position(kind: Kind) -> bool {
    matches!(kind, Kind::SeqNumber | Kind::SeqRange | Kind::SequenceSet | Kind::NzNumber)
}

/// Whether the text of a reply to EHLO names what a server can do.
fn is_extension(text: &str) -> bool {
    const KNOWN: [&str; 14] = [
        "8BITMIME",
        "AUTH",
        "BINARYMIME",
        "CHUNKING",
        "DSN",
        "ENHANCEDSTATUSCODES",
        "EXPN",
        "HELP",
        "LIMITS",
        "PIPELINING",
        "SIZE",
        "SMTPUTF8",
        "STARTTLS",
        "VRFY",
    ];
    text.split(' ').next().is_some_and(|word| KNOWN.contains(&word))
}

/// What gives a string inside of it its meaning.
const fn of_name(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Mailbox
            | Kind::ListMailbox
            | Kind::MboxOrPat
            | Kind::Userid
            | Kind::Password
            | Kind::EnvDate
            | Kind::EnvSubject
            | Kind::EnvFrom
            | Kind::EnvSender
            | Kind::EnvReplyTo
            | Kind::EnvTo
            | Kind::EnvCc
            | Kind::EnvBcc
            | Kind::EnvInReplyTo
            | Kind::EnvMessageId
            | Kind::HeaderFldName
            | Kind::IdParamsList
            | Kind::BodyType1part
            | Kind::BodyTypeMpart
    )
}

fn by_first_digit(kind: Kind, code: &str) -> Text {
    match (kind, code.bytes().next()) {
        (Kind::HttpStatusCode, Some(b'2')) => Text::new("word-http-2"),
        (Kind::HttpStatusCode, Some(b'4')) => Text::new("word-http-4"),
        (Kind::HttpStatusCode, _) => Text::new("word-http-other"),
        (_, Some(b'2')) => Text::new("word-reply-250"),
        (_, Some(b'3')) => Text::new("word-reply-3"),
        (_, Some(b'4')) => Text::new("word-reply-4"),
        _ => Text::new("word-reply-5"),
    }
}

/// What words of this kind mean in general.
fn general(kind: Kind) -> Option<Text> {
    imap(kind)
        .or_else(|| envelope(kind))
        .or_else(|| pop3(kind))
        .or_else(|| smtp(kind))
        .or_else(|| http(kind))
}

fn imap(kind: Kind) -> Option<Text> {
    Some(match kind {
        Kind::Tag | Kind::TagString => Text::new("word-tag"),
        Kind::Star => Text::new("word-untagged"),
        Kind::Plus => Text::new("word-continue"),
        Kind::CommandVerb | Kind::UidVerb => Text::new("word-verb"),
        Kind::DataName | Kind::UidIndicator => Text::new("word-data"),
        Kind::Condition | Kind::StatusIndicator => Text::new("word-status"),
        Kind::Atom
        | Kind::Astring
        | Kind::String
        | Kind::Quoted
        | Kind::QuotedChar
        | Kind::Nstring => Text::new("word-string"),
        Kind::Nil => Text::new("word-nil"),
        Kind::Literal | Kind::Literal8 | Kind::LiteralOctets => Text::new("word-literal"),
        Kind::NonSync => Text::new("word-non-sync"),
        Kind::Number | Kind::Number64 | Kind::NzNumber => Text::new("word-number"),
        Kind::SeqNumber | Kind::SeqRange | Kind::SequenceSet | Kind::KnownSequenceSet => {
            Text::new("word-sequence")
        }
        Kind::SeqLastCommand => Text::new("word-saved-result"),
        Kind::ModSequenceValue | Kind::ModSequenceValzer => Text::new("word-modseq"),
        Kind::UniqueIdNumber
        | Kind::UidRange
        | Kind::UidSet
        | Kind::KnownUids
        | Kind::KnownUidSet => Text::new("word-uid"),
        Kind::UidValidity => Text::new("word-uidvalidity"),
        Kind::Mailbox => Text::new("word-mailbox"),
        Kind::ListMailbox | Kind::MboxOrPat | Kind::Patterns => Text::new("word-pattern"),
        Kind::Flag | Kind::FlagList | Kind::FlagFetch | Kind::FlagPerm | Kind::FlagKeyword => {
            Text::new("word-flag")
        }
        Kind::MbxListFlag | Kind::MbxListFlags | Kind::UseAttr => Text::new("word-list-flag"),
        Kind::ObjectId => Text::new("word-objectid"),
        Kind::QuotaRootName | Kind::ResourceName | Kind::ResourceUsage | Kind::ResourceLimit => {
            Text::new("word-quota")
        }
        Kind::IdField | Kind::IdValue | Kind::IdParamsList => Text::new("word-id"),
        Kind::AuthType | Kind::SaslMech => Text::new("word-mechanism"),
        Kind::InitialResp | Kind::Base64 | Kind::EmptyResponse | Kind::SmtpInitialResponse => {
            Text::new("word-sasl")
        }
        Kind::CancelAuthentication => Text::new("word-cancel"),
        Kind::Userid | Kind::Pop3Name => Text::new("word-user"),
        Kind::Password | Kind::Pop3Password => Text::new("word-password"),
        Kind::SelectParamName
        | Kind::FetchModifierName
        | Kind::StoreModifierName
        | Kind::CreateParamName
        | Kind::PreviewMod => Text::new("word-modifier"),
        Kind::ListSelectOpt
        | Kind::ListSelectBaseOpt
        | Kind::ListSelectBaseOptQuoted
        | Kind::ReturnWord
        | Kind::ReturnOption
        | Kind::MboxListExtendedItemTag => Text::new("word-list-option"),
        _ => return imap_more(kind),
    })
}

fn imap_more(kind: Kind) -> Option<Text> {
    Some(match kind {
        Kind::StatusAtt | Kind::StatusAttName => Text::new("word-status-item"),
        Kind::AppendData | Kind::MailLines | Kind::Chunk => Text::new("word-mail"),
        Kind::Utf8Literal => Text::new("word-smtp-utf8"),
        Kind::IdleDone => Text::new("word-done"),
        Kind::NotifyWord | Kind::FilterName | Kind::EventName => Text::new("word-imap-notify"),
        Kind::SearchReturnOpt | Kind::SearchReturnName => Text::new("word-search-return"),
        Kind::CharsetWord | Kind::Charset => Text::new("word-charset"),
        Kind::SearchKeyName => Text::new("word-search-key"),
        Kind::EntryName | Kind::EntryTypeReq => Text::new("word-modseq"),
        Kind::SortKey | Kind::ReverseWord => Text::new("word-sort"),
        Kind::ThreadAlg => Text::new("word-thread"),
        Kind::FetchMacro | Kind::FetchAtt | Kind::FetchAttName | Kind::MsgAttName => {
            Text::new("word-item")
        }
        Kind::SectionSpec | Kind::SectionPart | Kind::SectionText => Text::new("word-section"),
        Kind::HeaderFldName => Text::new("word-header-name"),
        Kind::Partial => Text::new("word-partial"),
        Kind::StoreAction => Text::new("word-store-replace"),
        Kind::RespText | Kind::Text | Kind::TextString | Kind::Pop3Text | Kind::ReasonPhrase => {
            Text::new("word-for-people")
        }
        Kind::RespTextCode | Kind::CodeName | Kind::RespCode => Text::new("word-code"),
        Kind::CodeData => Text::new("word-code-data"),
        Kind::Capability => Text::new("word-capability"),
        Kind::Delimiter => Text::new("word-delimiter"),
        Kind::NamespacePrefix => Text::new("word-data-namespace"),
        Kind::Earlier => Text::new("word-earlier"),
        Kind::DateTime
        | Kind::Date
        | Kind::DateDay
        | Kind::DateDayFixed
        | Kind::DateMonth
        | Kind::DateYear
        | Kind::Time
        | Kind::Zone => Text::new("word-date"),
        Kind::Opaque => Text::new("word-octets"),
        Kind::Bogus | Kind::FalseMailDataEnd => Text::new("word-bogus"),
        _ => return None,
    })
}

/// Parts of ENVELOPE and BODYSTRUCTURE.
fn envelope(kind: Kind) -> Option<Text> {
    Some(match kind {
        Kind::EnvDate => Text::new("word-env-date"),
        Kind::EnvSubject => Text::new("word-env-subject"),
        Kind::EnvFrom
        | Kind::EnvSender
        | Kind::EnvReplyTo
        | Kind::EnvTo
        | Kind::EnvCc
        | Kind::EnvBcc
        | Kind::Address
        | Kind::AddrName
        | Kind::AddrAdl
        | Kind::AddrMailbox
        | Kind::AddrHost => Text::new("word-env-address"),
        Kind::EnvInReplyTo | Kind::EnvMessageId => Text::new("word-env-id"),
        Kind::MediaType
        | Kind::MediaSubtype
        | Kind::BodyType1part
        | Kind::BodyTypeMpart
        | Kind::BodyFldParam
        | Kind::BodyFldId
        | Kind::BodyFldDesc
        | Kind::BodyFldEnc
        | Kind::BodyFldMd5
        | Kind::BodyFldDsp
        | Kind::BodyFldLang
        | Kind::BodyFldLoc => Text::new("word-part"),
        Kind::BodyFldOctets | Kind::BodyFldLines => Text::new("word-part-size"),
        _ => return None,
    })
}

fn pop3(kind: Kind) -> Option<Text> {
    Some(match kind {
        Kind::Keyword => Text::new("word-verb"),
        Kind::MessageNumber => Text::new("word-pop3-number"),
        Kind::UniqueId => Text::new("word-unique-id"),
        Kind::Pop3Digest => Text::new("word-digest"),
        Kind::LineCount => Text::new("word-line-count"),
        Kind::LanguageRange => Text::new("word-pop3-lang"),
        Kind::Pop3Challenge => Text::new("word-challenge"),
        Kind::DotStuffed => Text::new("word-dot-stuffed"),
        Kind::Terminator | Kind::MailDataEnd | Kind::LooseMailDataEnd => Text::new("word-dot-end"),
        _ => return None,
    })
}

fn smtp(kind: Kind) -> Option<Text> {
    Some(match kind {
        Kind::SmtpVerb => Text::new("word-verb"),
        Kind::FromWord => Text::new("word-smtp-mail"),
        Kind::ToWord => Text::new("word-smtp-rcpt"),
        Kind::LastWord => Text::new("word-last"),
        Kind::NullPath => Text::new("word-null-path"),
        Kind::ReversePath
        | Kind::ForwardPath
        | Kind::SourceRoute
        | Kind::AtDomain
        | Kind::SmtpMailbox
        | Kind::Postmaster
        | Kind::LocalPart => Text::new("word-address"),
        Kind::Domain | Kind::SubDomain | Kind::LiteralContent | Kind::AddressLiteral => {
            Text::new("word-domain")
        }
        Kind::SmtpString | Kind::SmtpAtom => Text::new("word-string"),
        Kind::MailKeyword | Kind::RcptKeyword | Kind::FreshKeyword | Kind::Smtputf8Word => {
            Text::new("word-parameter")
        }
        Kind::SizeValue | Kind::ChunkSize => Text::new("word-smtp-size"),
        Kind::BodyValue => Text::new("word-smtp-body"),
        Kind::RetValue
        | Kind::NotifyEsmtpValue
        | Kind::NotifyListElement
        | Kind::AddrType
        | Kind::Xtext
        | Kind::Utf8AddrXtext => Text::new("word-smtp-dsn"),
        Kind::EnhancedStatusCode => Text::new("word-enhanced"),
        Kind::StuffedDot => Text::new("word-stuffed-dot"),
        _ => return None,
    })
}

fn http(kind: Kind) -> Option<Text> {
    Some(match kind {
        Kind::HttpMethod => Text::new("word-verb"),
        Kind::RequestTarget => Text::new("word-target"),
        Kind::HttpVersion => Text::new("word-http-version"),
        Kind::FieldName => Text::new("word-field-name"),
        Kind::FieldValue => Text::new("word-field-value"),
        Kind::MessageBody => Text::new("word-http-body"),
        _ => return None,
    })
}

/// What people call a role.
pub(super) const fn role(role: Role) -> Text {
    match role {
        Role::Tag => Text::new("role-tag"),
        Role::Verb => Text::new("role-verb"),
        Role::Number => Text::new("role-number"),
        Role::Flag => Text::new("role-flag"),
        Role::Text => Text::new("role-text"),
        Role::Status => Text::new("role-status"),
        Role::Code => Text::new("role-code"),
        Role::Literal => Text::new("role-literal"),
        Role::Bogus => Text::new("role-bogus"),
        Role::Punctuation | Role::Space => Text::new("role-punctuation"),
        Role::Plain => Text::new("role-plain"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever a grammar tells apart as more than space and punctuation has words; what holds other
    /// things is told by them.
    #[test]
    fn every_kind_of_word_has_words() {
        let holds =
            |kind: &Kind| matches!(kind.role(), Role::Space | Role::Punctuation | Role::Plain);
        let without: Vec<_> = Kind::ALL
            .iter()
            .filter(|kind| !holds(kind))
            .filter(|kind| meaning(**kind, "x", &[]).is_none())
            .collect();
        assert!(without.is_empty(), "{without:?}");
    }

    /// RFC 9051 §6.4.9: in a UID command the numbers are UIDs.
    #[test]
    fn a_number_is_a_uid_where_the_command_says_so() {
        let plain = meaning(Kind::SeqNumber, "7", &[Kind::Command, Kind::Store]);
        assert_eq!(plain.map(|(text, _)| text.id), Some("word-sequence"));
        let uid = meaning(Kind::SeqNumber, "7", &[Kind::Command, Kind::Uid, Kind::Store]);
        assert_eq!(uid.map(|(text, _)| text.id), Some("word-uid"));
    }

    #[test]
    fn a_word_means_what_its_own_section_says() {
        let section = |kind, word| meaning(kind, word, &[]).map(|(_, section)| section);
        assert_eq!(section(Kind::UidVerb, "store"), Some("RFC 9051 §6.4.6"));
        assert_eq!(section(Kind::CommandVerb, "IDLE"), Some("RFC 9051 §6.3.13"));
        assert_eq!(section(Kind::Keyword, "DELE"), Some("RFC 1939 §5"));
        assert_eq!(section(Kind::SmtpVerb, "RCPT"), Some("RFC 5321 §4.1.1.3"));
        assert_eq!(section(Kind::Sp, " "), None);
    }
}
