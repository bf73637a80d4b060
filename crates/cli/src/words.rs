//! What a person reads, in their language: the sentences of the page, so that page and program say
//! the same, and those that only the program says.

use clap::ValueEnum;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use mailscope_view::{Arg, Text};
use unic_langid::LanguageIdentifier;

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl Language {
    const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// A text that a file brings along in both languages.
    pub(crate) fn of(self, words: &mailscope_lesson::Words) -> &str {
        match self {
            Self::En => &words.en,
            Self::De => &words.de,
        }
    }

    const fn files(self) -> [&'static str; 5] {
        match self {
            Self::En => [
                include_str!("../../../web/text/en/story.ftl"),
                include_str!("../../../web/text/en/why.ftl"),
                include_str!("../../../web/text/en/compare.ftl"),
                include_str!("../../../web/text/en/program.ftl"),
                include_str!("../../../web/text/en/export.ftl"),
            ],
            Self::De => [
                include_str!("../../../web/text/de/story.ftl"),
                include_str!("../../../web/text/de/why.ftl"),
                include_str!("../../../web/text/de/compare.ftl"),
                include_str!("../../../web/text/de/program.ftl"),
                include_str!("../../../web/text/de/export.ftl"),
            ],
        }
    }

    /// What stands between thousands, and before fractions.
    const fn separators(self) -> (char, char) {
        match self {
            Self::En => (',', '.'),
            Self::De => ('.', ','),
        }
    }
}

/// The messages of one language.
pub(crate) struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    pub(crate) fn new(language: Language) -> Self {
        let identifier: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![identifier]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::En => |value, _| number(value, Language::En),
            Language::De => |value, _| number(value, Language::De),
        }));
        for file in language.files() {
            // A test of the project finds what does not parse; the rest of the file is used.
            let resource = FluentResource::try_new(file.to_owned());
            bundle.add_resource_overriding(resource.unwrap_or_else(|(resource, _)| resource));
        }
        Self { bundle }
    }

    /// A text as it stands inside a sentence. One that is not in the files is told by its id.
    pub(crate) fn say(&self, text: &Text) -> String {
        let Some(pattern) = self.bundle.get_message(text.id).and_then(|found| found.value()) else {
            return text.id.to_owned();
        };
        let mut args = FluentArgs::new();
        for (name, arg) in &text.args {
            args.set(*name, self.value(arg));
        }
        let said = self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new());
        // What the page marks, a terminal does not.
        said.replace("[[", "").replace("]]", "")
    }

    /// A text as a sentence of its own: it begins with a capital letter.
    pub(crate) fn sentence(&self, text: &Text) -> String {
        let said = self.say(text);
        let mut letters = said.chars();
        match letters.next() {
            Some(first) if first.is_lowercase() => first.to_uppercase().chain(letters).collect(),
            _ => said,
        }
    }

    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Words(words) => words.clone().into(),
            Arg::Number(number) => (*number).into(),
            Arg::Text(text) => self.say(text).into(),
        }
    }
}

impl core::fmt::Debug for Words {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Words").finish_non_exhaustive()
    }
}

/// A number as people of that language write it.
fn number(value: &FluentValue<'_>, language: Language) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let (group, point) = language.separators();
    let written = number.as_string();
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if at > 0 && left.is_multiple_of(3) && digit.is_ascii_digit() {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_with_a_capital_letter_and_has_no_marks() {
        let phone = Text::new("the-phone").number("number", 0);
        let text = Text::new("say-online").text("device", phone);
        assert_eq!(Words::new(Language::En).sentence(&text), "The phone has network again.");
        assert_eq!(Words::new(Language::De).sentence(&text), "Das Handy hat wieder Netz.");
    }

    #[test]
    fn numbers_are_written_as_in_the_language() {
        let text = Text::new("say-delivered").number("count", 12_345);
        assert!(Words::new(Language::En).say(&text).contains("12,345"));
        assert!(Words::new(Language::De).say(&text).contains("12.345"));
    }
}
