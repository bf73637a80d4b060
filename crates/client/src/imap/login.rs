//! From the greeting to the list of mailboxes.

use bytes::Bytes;
use mailscope_base::limits::{MAILBOX_NAME_OCTETS_MAX, MAILBOXES_MAX};
use mailscope_wire::imap::{Attribute, Code, CommandBody, MailboxName, StatusKind};

use super::ImapClient;
use super::state::{Capabilities, State, Step};
use crate::app::{Folder, FolderRole};
use crate::event::{ClientEvent, Context};
use crate::{TlsPolicy, choice};

impl ImapClient {
    /// The server has greeted (RFC 9051 §7.1). BYE is handled with every other BYE.
    pub(super) fn greeted(&mut self, kind: StatusKind, cx: &mut Context<'_>) {
        self.state = match kind {
            StatusKind::Ok => State::NotAuthenticated,
            // STARTTLS cannot be sent any more: "Clients that require mandatory TLS MUST close the
            // connection after receiving the PREAUTH response on a non-protected port" (RFC 9051
            // §7.1.4).
            StatusKind::Preauth if self.login.tls == TlsPolicy::Required && !self.secure => {
                cx.choose(choice::STARTTLS_NOT_OFFERED_SO_GAVE_UP);
                cx.tell(ClientEvent::LoginRefused);
                return self.hang_up(cx);
            }
            StatusKind::Preauth => {
                cx.tell(ClientEvent::LoggedIn);
                State::Authenticated
            }
            // No greeting at all (RFC 9051 §9, `greeting`).
            StatusKind::No | StatusKind::Bad | StatusKind::Bye => {
                return cx.choose(choice::RESPONSE_IGNORED);
            }
        };
        self.advance(cx);
    }

    /// `LOGIN` (RFC 9051 §6.2.3).
    pub(super) fn log_in(&mut self, cx: &mut Context<'_>) {
        if self.must_leave {
            return self.log_out(cx);
        }
        if self.capabilities.login_disabled {
            return self.authenticate(cx);
        }
        // What is told before the login need not hold after it (RFC 9051 §6.1.1).
        self.capabilities = Capabilities::default();
        let user = Bytes::copy_from_slice(self.login.user.as_bytes());
        let password = Bytes::copy_from_slice(self.login.password.as_bytes());
        self.send(CommandBody::Login { user, password }, Step::Login, cx);
    }

    pub(super) fn logged_in(&mut self, ok: bool, code: Option<&Code>, cx: &mut Context<'_>) {
        if ok {
            self.state = State::Authenticated;
            return cx.tell(ClientEvent::LoggedIn);
        }
        self.must_leave = true;
        // "Temporary failure because a subsystem is down" (RFC 5530 §3).
        let later = |name: &str| {
            ["UNAVAILABLE", "INUSE", "SERVERBUG"].iter().any(|c| name.eq_ignore_ascii_case(c))
        };
        if matches!(code, Some(Code::Atom(name)) if later(name)) {
            cx.choose(choice::LOGIN_LATER);
        } else {
            cx.choose(choice::LOGIN_REFUSED);
            cx.tell(ClientEvent::LoginRefused);
        }
    }

    /// One line of LIST (RFC 9051 §7.3.1).
    pub(super) fn list_item(&mut self, attributes: &[Attribute], mailbox: &MailboxName) {
        let name = mailbox.decode(self.capabilities.rev2);
        let Some(folders) = self.in_flight.listing_mut() else { return };
        let has = |name: &str| attributes.iter().any(|a| a.0.eq_ignore_ascii_case(name));
        // A name that is no modified UTF-7 is shown as it came.
        let name = name.unwrap_or_else(|| mailbox.as_str().to_owned());
        // A name that cannot be selected is no folder to a reader of mail.
        let folder = !has("\\Noselect") && !has("\\NonExistent");
        if !folder || folders.len() >= MAILBOXES_MAX || name.len() > MAILBOX_NAME_OCTETS_MAX {
            return;
        }
        // RFC 6154 §2.
        let special = [
            ("\\Drafts", FolderRole::Drafts),
            ("\\Sent", FolderRole::Sent),
            ("\\Trash", FolderRole::Trash),
            ("\\Junk", FolderRole::Junk),
            ("\\Archive", FolderRole::Archive),
        ];
        let role = if name == "INBOX" {
            FolderRole::Inbox
        } else {
            let told = special.iter().find(|(attribute, _)| has(attribute));
            told.map_or(FolderRole::Other, |(_, role)| *role)
        };
        folders.push(Folder { name, role, local: false, known_at: None });
    }

    pub(super) fn listed(&mut self, mut folders: Vec<Folder>, ok: bool, cx: &mut Context<'_>) {
        if !ok {
            return;
        }
        folders.sort_by(|a, b| {
            let key = |folder: &Folder| (folder.role != FolderRole::Inbox, folder.name.clone());
            key(a).cmp(&key(b))
        });
        folders.dedup_by(|a, b| a.name == b.name);
        name_roles(&mut folders);
        let lost = cx.host.learn_folders(folders, cx.now);
        self.choose_if(lost > 0, choice::CHANGE_LOST_MESSAGE_GONE, cx);
    }
}

/// Gives the roles that the server has not given, by well-known names; one folder for each.
fn name_roles(folders: &mut [Folder]) {
    let mut taken: Vec<FolderRole> = vec![FolderRole::Other];
    for folder in folders.iter() {
        if !taken.contains(&folder.role) {
            taken.push(folder.role);
        }
    }
    for folder in folders.iter_mut().filter(|folder| folder.role == FolderRole::Other) {
        let role = FolderRole::by_name(&folder.name);
        if !taken.contains(&role) {
            taken.push(role);
            folder.role = role;
        }
    }
}
