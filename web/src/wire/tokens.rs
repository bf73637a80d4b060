//! Words of a wire line, coloured by what they are.

use mailscope_view::{Role, Token};
use yew::prelude::*;

pub(super) const fn class(role: Role) -> &'static str {
    match role {
        Role::Tag => "tok tok-tag",
        Role::Verb => "tok tok-verb",
        Role::Number => "tok tok-number",
        Role::Flag => "tok tok-flag",
        Role::Text => "tok tok-text",
        Role::Status => "tok tok-status",
        Role::Code => "tok tok-code",
        Role::Literal => "tok tok-literal",
        Role::Bogus => "tok tok-bogus",
        _ => "tok",
    }
}

/// The tokens one after the other; each says which rule it is, and where that stands.
pub(crate) fn tokens(tokens: &[Token]) -> Html {
    tokens
        .iter()
        .map(|token| {
            let title = match (token.rule, token.section) {
                ("", "") => None,
                (rule, "") => Some(rule.to_owned()),
                (rule, section) => Some(format!("{rule} · {section}")),
            };
            html! { <span class={class(token.role)} {title}>{token.text.clone()}</span> }
        })
        .collect()
}
