//! What a person has chosen for this browser, kept as long as the browser keeps it.

use crate::dom;

/// The colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system has it.
    Auto,
    Light,
    Dark,
}

impl Theme {
    pub(crate) fn of_person() -> Self {
        match dom::query("theme").or_else(|| dom::stored("mailscope.theme")).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::Auto,
        }
    }

    pub(crate) const fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }

    /// Shows the colours and remembers them.
    pub(crate) fn apply(self) {
        let root = gloo::utils::document_element();
        let name = match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        };
        // Neither can fail for a name that is not empty.
        let _ = match self {
            Self::Auto => root.remove_attribute("data-theme"),
            Self::Light | Self::Dark => root.set_attribute("data-theme", name),
        };
        dom::store("mailscope.theme", name);
    }
}

/// How fast time is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speed {
    Half,
    Normal,
    Double,
    Fourfold,
    /// No pictures between the tap and its last consequence.
    AtOnce,
}

impl Speed {
    pub(crate) const ALL: [Self; 5] =
        [Self::Half, Self::Normal, Self::Double, Self::Fourfold, Self::AtOnce];

    pub(crate) fn of_person() -> Self {
        if dom::query("speed").as_deref() == Some("max") {
            return Self::AtOnce;
        }
        dom::stored("mailscope.speed").and_then(|name| Self::named(&name)).unwrap_or(Self::Normal)
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|speed| speed.name() == name)
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Half => "half",
            Self::Normal => "1",
            Self::Double => "2",
            Self::Fourfold => "4",
            Self::AtOnce => "max",
        }
    }

    /// How long one step is looked at, in milliseconds.
    pub(crate) const fn step_millis(self) -> u32 {
        match self {
            Self::Half => 1800,
            Self::Normal | Self::AtOnce => 900,
            Self::Double => 450,
            Self::Fourfold => 225,
        }
    }
}

/// How much a screen reader is told of each step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Voice {
    /// The sentence.
    Sentence,
    /// And how many cells have changed.
    Cells,
    /// And every line that was sent.
    Lines,
}

impl Voice {
    pub(crate) const ALL: [Self; 3] = [Self::Sentence, Self::Cells, Self::Lines];

    pub(crate) fn of_person() -> Self {
        dom::stored("mailscope.voice").and_then(|name| Self::named(&name)).unwrap_or(Self::Cells)
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|voice| voice.name() == name)
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Cells => "cells",
            Self::Lines => "lines",
        }
    }

    /// The id of its text.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Sentence => "voice-sentence",
            Self::Cells => "voice-cells",
            Self::Lines => "voice-lines",
        }
    }

    /// Remembers it.
    pub(crate) fn keep(self) {
        dom::store("mailscope.voice", self.name());
    }
}

/// Whether single keys are shortcuts.
pub(crate) fn single_keys() -> bool {
    dom::stored("mailscope.keys").as_deref() != Some("off")
}

pub(crate) fn set_single_keys(on: bool) {
    dom::store("mailscope.keys", if on { "on" } else { "off" });
}
