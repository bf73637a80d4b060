//! What a person reads, as an id and arguments.

/// A message of the Fluent files with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The message's id.
    pub id: &'static str,
    /// Its arguments.
    pub args: Vec<(&'static str, Arg)>,
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Words that are the same in every language: a subject, a host name, a command.
    Words(String),
    /// A number, which the language formats.
    Number(u64),
    /// A name that has its own message: a device, a folder.
    Text(Box<Text>),
}

impl Text {
    /// The message `id` without arguments.
    pub const fn new(id: &'static str) -> Self {
        Self { id, args: Vec::new() }
    }

    /// With words as the argument `name`.
    #[must_use]
    pub fn words(mut self, name: &'static str, words: impl Into<String>) -> Self {
        self.args.push((name, Arg::Words(words.into())));
        self
    }

    /// With a number as the argument `name`.
    #[must_use]
    pub fn number(mut self, name: &'static str, number: u64) -> Self {
        self.args.push((name, Arg::Number(number)));
        self
    }

    /// With another message as the argument `name`.
    #[must_use]
    pub fn text(mut self, name: &'static str, text: Self) -> Self {
        self.args.push((name, Arg::Text(Box::new(text))));
        self
    }
}
