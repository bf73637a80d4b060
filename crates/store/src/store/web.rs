//! Who has logged in by the provider's web page.

use std::sync::Arc;

use mailscope_base::AccountId;
use mailscope_base::limits::WEB_SESSIONS_MAX;

use super::Store;

impl Store {
    /// Remembers a login under a token that nobody can guess. HTTP has no sessions: the browser shows
    /// the token in each of its requests (RFC 6265 §1), on whatever connection.
    pub fn open_web_session(&mut self, account: AccountId, token: &str) {
        if self.web_sessions.len() >= WEB_SESSIONS_MAX {
            self.web_sessions.pop_front();
        }
        self.web_sessions.push_back((Arc::from(token), account));
    }

    /// Whose token that is.
    pub fn web_session(&self, token: &str) -> Option<AccountId> {
        let found = self.web_sessions.iter().find(|(known, _)| **known == *token);
        found.map(|(_, account)| *account)
    }
}
