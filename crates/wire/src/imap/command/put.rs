//! How commands are written.

use super::{
    CommandBody, append, authenticate, create, enable, fetch, id, list, login, notify, put_mailbox,
    put_set, quota, search, select_params, sort, status, store,
};
use crate::imap::quote::Sink;

impl CommandBody {
    pub(super) fn put(&self, sink: &mut impl Sink) {
        sink.put(self.verb().as_bytes());
        match self {
            Self::Capability
            | Self::Noop
            | Self::Logout
            | Self::StartTls
            | Self::Unauthenticate
            | Self::Namespace
            | Self::Check
            | Self::Idle
            | Self::Close
            | Self::Unselect
            | Self::Expunge => {}
            Self::Id(fields) => id::put(sink, fields.as_ref()),
            Self::Login { user, password } => login::put(sink, user, password),
            Self::Authenticate { mechanism, initial } => {
                authenticate::put(sink, mechanism, initial.as_ref());
            }
            Self::Enable(capabilities) => enable::put(sink, capabilities),
            Self::Select { mailbox, params, .. } => {
                put_mailbox(sink, mailbox);
                select_params::put(sink, params);
            }
            Self::Create { mailbox, special_use } => create::put(sink, mailbox, special_use),
            Self::Delete { mailbox }
            | Self::Subscribe { mailbox }
            | Self::Unsubscribe { mailbox }
            | Self::GetQuotaRoot { mailbox } => put_mailbox(sink, mailbox),
            Self::Rename { from, to } => {
                put_mailbox(sink, from);
                put_mailbox(sink, to);
            }
            Self::List { selection, reference, patterns, returns } => {
                list::put(sink, selection, (reference, patterns), returns.as_ref());
            }
            Self::Lsub { reference, pattern } => list::put_lsub(sink, reference, pattern),
            Self::Status { mailbox, items } => {
                put_mailbox(sink, mailbox);
                sink.put(b" ");
                status::put_items(sink, items);
            }
            Self::Append { mailbox, messages } => append::put(sink, mailbox, messages),
            Self::GetQuota { root } => quota::put_root(sink, root),
            Self::SetQuota { root, limits } => quota::put(sink, root, limits),
            Self::Notify(notify) => notify::put(sink, notify),
            Self::Search { returns, program, .. } => search::put(sink, returns.as_ref(), program),
            Self::Sort { returns, criteria, program, .. } => {
                sort::put_sort(sink, returns.as_ref(), criteria, program);
            }
            Self::Thread { algorithm, program, .. } => {
                sort::put_thread(sink, *algorithm, program);
            }
            Self::UidExpunge { set } => put_set(sink, set),
            Self::Fetch { set, items, changed_since, vanished, .. } => {
                put_set(sink, set);
                fetch::put_items(sink, items);
                fetch::put_modifiers(sink, *changed_since, *vanished);
            }
            Self::Store { set, action, silent, flags, unchanged_since, .. } => {
                put_set(sink, set);
                store::put_unchanged_since(sink, *unchanged_since);
                store::put_att_flags(sink, *action, *silent, flags);
            }
            Self::Copy { set, mailbox, .. } | Self::Move { set, mailbox, .. } => {
                put_set(sink, set);
                put_mailbox(sink, mailbox);
            }
        }
    }
}
