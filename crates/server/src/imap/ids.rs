//! Identifiers of mails and conversations (RFC 8474 §5).

use mailscope_base::{EmailId, ThreadId};
use mailscope_wire::imap::ObjectId;

/// `EMAILID` (RFC 8474 §5.1): the same for every copy of a mail. The letters keep the kinds of ids apart.
pub(super) fn email(id: EmailId) -> ObjectId {
    ObjectId::numbered('M', id.0)
}

/// `THREADID`: the same for all mails of a conversation.
pub(super) fn thread(id: ThreadId) -> ObjectId {
    ObjectId::numbered('T', id.0)
}
