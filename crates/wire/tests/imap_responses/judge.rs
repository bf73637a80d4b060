//! What imap-codec thinks of our responses, and we of its.

use imap_codec::ResponseCodec;
use imap_codec::decode::Decoder as _;
use imap_codec::encode::Encoder as _;
use mailscope_wire::imap::{
    BodyContent, BodyStructure, Code, FetchValue, Response, Status, StatusKind, StatusValue,
    Untagged,
};
use proptest::prelude::*;

use super::encoded;
use super::generate::response;

/// Whether imap-codec knows this at all, in the form that RFC 3501 and the extensions it knows
/// give it.
fn is_common_ground(response: &Response) -> bool {
    use Untagged as U;
    match response {
        // `[` would begin a code, and what is all base64 is no text to it.
        Response::Continue { text } => text.starts_with(' '),
        Response::Tagged { status, .. } => is_common_status(status),
        Response::Untagged(untagged) => match untagged {
            U::Status(status) => is_common_status(status),
            U::Capability(names) => !names.is_empty(),
            U::List { extended, .. } => extended.is_empty(),
            U::StatusData { values, .. } => values.iter().all(is_common_status_value),
            U::Fetch { values, .. } => values.iter().all(is_common_value),
            // It knows no MODSEQ without numbers.
            U::Search(found) | U::Sort(found) => {
                !found.numbers.is_empty() || found.modseq.is_none()
            }
            // It wants a thread and a resource at least.
            U::Thread(threads) => !threads.is_empty(),
            U::Quota { resources, .. } => !resources.is_empty(),
            U::Esearch(_) | U::Other { .. } => false,
            _ => true,
        },
    }
}

fn is_common_status(status: &Status) -> bool {
    // PREAUTH is a greeting only.
    status.kind != StatusKind::Preauth
        && match &status.code {
            Some(Code::Capability(names)) => !names.is_empty(),
            // One UID only: it does not know MULTIAPPEND.
            Some(Code::AppendUid { uids, .. }) => {
                matches!(uids.0.as_slice(), [(first, last)] if first == last)
            }
            _ => true,
        }
}

fn is_common_status_value(value: &StatusValue) -> bool {
    use StatusValue as V;
    !matches!(value, V::AppendLimit(_) | V::MailboxId(_) | V::Other { .. } | V::HighestModSeq(_))
}

fn is_common_value(value: &FetchValue) -> bool {
    use FetchValue as V;
    let fits = |number: u64| u32::try_from(number).is_ok();
    match value {
        V::Size(size) => fits(*size),
        V::BodyStructure { extensible, body } => is_common_body(body, *extensible),
        V::Binary { origin, .. } => origin.is_none(),
        V::EmailId(_) | V::ThreadId(_) | V::SaveDate(_) | V::Preview(_) | V::Other { .. } => false,
        _ => true,
    }
}

/// 32 bits for lines, no message/global, and no extension data in BODY.
fn is_common_body(body: &BodyStructure, extensible: bool) -> bool {
    match body {
        BodyStructure::Multipart { parts, extension, .. } => {
            (extensible || extension.is_none())
                && parts.iter().all(|part| is_common_body(part, extensible))
        }
        BodyStructure::Part(part) => {
            (extensible || part.extension.is_none())
                && match &part.content {
                    BodyContent::Basic => true,
                    BodyContent::Text { lines } => u32::try_from(*lines).is_ok(),
                    BodyContent::Message { body, lines, .. } => {
                        part.subtype == "RFC822"
                            && u32::try_from(*lines).is_ok()
                            && is_common_body(body, extensible)
                    }
                }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        max_global_rejects: 20_000,
        ..ProptestConfig::with_cases(256)
    })]

    #[test]
    fn imap_codec_reads_what_we_write_and_we_read_what_it_writes(response in response()) {
        prop_assume!(is_common_ground(&response));
        let ours = encoded(&response);
        let text = String::from_utf8_lossy(&ours).into_owned();
        let Ok(([], theirs)) = ResponseCodec::default().decode(&ours) else {
            return Err(TestCaseError::fail(format!("imap-codec refuses {text:?}")));
        };
        let theirs = ResponseCodec::default().encode(&theirs).dump();
        let theirs_text = String::from_utf8_lossy(&theirs).into_owned();
        prop_assert_eq!(Response::parse(&theirs), Ok(response), "{} {}", text, theirs_text);
    }
}
