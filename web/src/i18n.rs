//! Every sentence of the page: Fluent messages in the person's language.

use std::rc::Rc;

use fluent_bundle::{FluentArgs, FluentBundle, FluentError, FluentResource, FluentValue};
use mailscope_view::{Arg, Text};
use unic_langid::LanguageIdentifier;
use yew::{AttrValue, Html, html};

use crate::dom;

/// A language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    En,
    De,
}

impl Language {
    /// The language asked for in the address, else the one used last, else the browser's.
    pub(crate) fn of_person() -> Self {
        let navigator = gloo::utils::window().navigator();
        let preferred = navigator.languages().into_iter().filter_map(|name| name.as_string());
        let wishes = [dom::query("lang"), dom::stored("mailscope.lang")];
        let mut wishes = wishes.into_iter().flatten().chain(preferred);
        wishes.find_map(|wish| Self::named(&wish)).unwrap_or(Self::En)
    }

    fn named(name: &str) -> Option<Self> {
        match name.split('-').next()? {
            "en" => Some(Self::En),
            "de" => Some(Self::De),
            _ => None,
        }
    }

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    pub(crate) const fn other(self) -> Self {
        match self {
            Self::En => Self::De,
            Self::De => Self::En,
        }
    }

    const fn files(self) -> [&'static str; 12] {
        match self {
            Self::En => [
                include_str!("../text/en/chrome.ftl"),
                include_str!("../text/en/story.ftl"),
                include_str!("../text/en/why.ftl"),
                include_str!("../text/en/compare.ftl"),
                include_str!("../text/en/stage.ftl"),
                include_str!("../text/en/wire.ftl"),
                include_str!("../text/en/export.ftl"),
                include_str!("../text/en/inside.ftl"),
                include_str!("../text/en/time.ftl"),
                include_str!("../text/en/build.ftl"),
                include_str!("../text/en/share.ftl"),
                include_str!("../text/en/classroom.ftl"),
            ],
            Self::De => [
                include_str!("../text/de/chrome.ftl"),
                include_str!("../text/de/story.ftl"),
                include_str!("../text/de/why.ftl"),
                include_str!("../text/de/compare.ftl"),
                include_str!("../text/de/stage.ftl"),
                include_str!("../text/de/wire.ftl"),
                include_str!("../text/de/export.ftl"),
                include_str!("../text/de/inside.ftl"),
                include_str!("../text/de/time.ftl"),
                include_str!("../text/de/build.ftl"),
                include_str!("../text/de/share.ftl"),
                include_str!("../text/de/classroom.ftl"),
            ],
        }
    }

    fn identifier(self) -> LanguageIdentifier {
        self.code().parse().unwrap_or_default()
    }

    /// What stands between thousands, and before fractions.
    const fn separators(self) -> (char, char) {
        match self {
            Self::En => (',', '.'),
            Self::De => ('.', ','),
        }
    }
}

/// The messages of one language. Cheap to clone; equal only to its own clones.
#[derive(Clone)]
pub(crate) struct Texts(Rc<Inner>);

struct Inner {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Texts {
    pub(crate) fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new(vec![language.identifier()]);
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
        Self(Rc::new(Inner { language, bundle }))
    }

    pub(crate) fn language(&self) -> Language {
        self.0.language
    }

    /// The message `id`.
    pub(crate) fn text(&self, id: &str) -> AttrValue {
        self.format(id, None)
    }

    /// The message `id` with arguments.
    pub(crate) fn text_with(
        &self,
        id: &str,
        args: &[(&'static str, FluentValue<'_>)],
    ) -> AttrValue {
        self.format(id, Some(&args.iter().cloned().collect()))
    }

    /// A text of the view.
    pub(crate) fn say(&self, text: &Text) -> AttrValue {
        if text.args.is_empty() {
            return self.text(text.id);
        }
        let mut args = FluentArgs::new();
        for (name, arg) in &text.args {
            args.set(*name, self.value(arg));
        }
        self.format(text.id, Some(&args))
    }

    /// A text of the view as a sentence of its own: it begins with a capital letter.
    pub(crate) fn sentence(&self, text: &Text) -> AttrValue {
        let said = self.say(text);
        let start = if said.starts_with("[[") { 2 } else { 0 };
        let (mark, rest) = said.split_at(start);
        let mut letters = rest.chars();
        match letters.next() {
            Some(first) if first.is_lowercase() => {
                let first: String = first.to_uppercase().collect();
                AttrValue::from(format!("{mark}{first}{}", letters.as_str()))
            }
            _ => said,
        }
    }

    /// A sentence of the view whose phrases between `[[` and `]]` are marked.
    pub(crate) fn sentence_marked(&self, text: &Text) -> Html {
        let said = self.sentence(text);
        let mut parts = said.split("[[");
        let before = parts.next().unwrap_or_default().to_owned();
        let marked = parts.map(|part| {
            let (phrase, after) = part.split_once("]]").unwrap_or((part, ""));
            html! { <><mark>{phrase.to_owned()}</mark>{after.to_owned()}</> }
        });
        html! { <>{before}{for marked}</> }
    }

    /// A sentence of the view without marks.
    pub(crate) fn sentence_plain(&self, text: &Text) -> String {
        self.sentence(text).replace("[[", "").replace("]]", "")
    }

    /// An amount of octets.
    pub(crate) fn octets(&self, octets: u64) -> AttrValue {
        #[expect(clippy::cast_precision_loss, reason = "it is rounded to one decimal")]
        let of =
            |unit: u64| FluentValue::from(((octets as f64 / unit as f64) * 10.0).round() / 10.0);
        match octets {
            0..1_000 => self.text_with("octets", &[("n", octets.into())]),
            1_000..1_000_000 => self.text_with("octets-kilo", &[("n", of(1_000))]),
            _ => self.text_with("octets-mega", &[("n", of(1_000_000))]),
        }
    }

    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            // A subject must not be able to move the mark.
            Arg::Words(words) => {
                words.replace("[[", "[\u{2060}[").replace("]]", "]\u{2060}]").into()
            }
            Arg::Number(number) => (*number).into(),
            Arg::Text(text) => self.say(text).to_string().into(),
        }
    }

    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> AttrValue {
        let bundle = &self.0.bundle;
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            return AttrValue::from(id.to_owned());
        };
        let mut errors: Vec<FluentError> = Vec::new();
        AttrValue::from(bundle.format_pattern(pattern, args, &mut errors).into_owned())
    }
}

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
