//! One row of the ladder.

use std::rc::Rc;

use mailscope_view::{
    Event, LadderRow, LaneKind, Line, Meaning, Openness, RowWhat, Says, Spoken, Text, Word,
};
use yew::prelude::*;

use super::ladder::Places;
use super::tokens::class;
use super::{Msg, party};
use crate::app::{self, Context, use_app};
use crate::dom;
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon, icon_of};

#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own that a row draws")]
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) row: LadderRow,
    pub(crate) selected: bool,
    pub(crate) tab_stop: bool,
    /// Its number among all rows, counted from 1.
    pub(crate) number: usize,
    pub(crate) total: usize,
    pub(crate) places: Rc<Places>,
    /// Pixels between the left and the right edge of the lanes.
    pub(crate) width: f64,
    /// Whether there is room for a list only.
    pub(crate) list: bool,
    pub(crate) who_reads: bool,
    /// What stands at the head of a headline's lane.
    pub(crate) beat: Option<LaneKind>,
    pub(crate) onfocus: Callback<()>,
}

/// Pixels of a letter in a line.
const LETTER: f64 = 7.3;
/// Pixels that an arrow needs beside its text.
const ARROW: f64 = 34.0;

/// The row.
#[component]
pub(crate) fn Rung(props: &Props) -> Html {
    let app = use_app();
    let row = &props.row;
    let node = use_node_ref();
    let (a, b) = ends(row);
    {
        let (node, places) = (node.clone(), props.places.clone());
        use_effect_with((places, a, b), move |(places, a, b)| {
            let (low, high) = (places.at(*a.min(b)), places.at(*a.max(b)));
            let percent = |share: f64| format!("{:.3}%", share * 100.0);
            dom::set_style(&node, "--low", &percent(low));
            dom::set_style(&node, "--high", &percent(high));
            dom::set_style(&node, "--from", &percent(places.at(*a)));
        });
    }
    let entry = row.entry;
    let fold = match &row.what {
        RowWhat::Fold { open, .. } => Some(open.to_string()),
        _ => None,
    };
    let is_fold = fold.is_some();
    let onclick = app.send.reform(move |_: MouseEvent| {
        app::Msg::Wire(if is_fold { Msg::Fold(entry) } else { Msg::Select(Some(entry)) })
    });
    let onfocus = props.onfocus.reform(|_: FocusEvent| ());
    html! {
        <li class={classes!("rung", kind(row), row.now.then_some("is-now"))} ref={node}
            aria-setsize={props.total.to_string()} aria-posinset={props.number.to_string()}>
            <button class="rung-line" type="button" {onclick} {onfocus} aria-expanded={fold}
                tabindex={if props.tab_stop { "0" } else { "-1" }}
                aria-current={props.selected.then_some("true")}>
                <span class="rung-time">{row.time.clone()}</span>
                <span class="rung-field">{field(&app, props)}</span>
                if row.now { <span class="vh">{app.t.text("ladder-now")}</span> }
            </button>
        </li>
    }
}

/// The columns between which it goes: from where, and to where.
const fn ends(row: &LadderRow) -> (usize, usize) {
    match &row.what {
        RowWhat::Beat { at, .. } => (*at, *at),
        RowWhat::Line(line) => (line.from, line.to),
        RowWhat::Fold { between, .. } => *between,
    }
}

fn kind(row: &LadderRow) -> Classes {
    match &row.what {
        RowWhat::Beat { person, .. } => classes!("rung-beat", person.then_some("is-person")),
        RowWhat::Fold { spoken, .. } => {
            classes!("rung-fold", format!("rung-{}", party::class(*spoken)))
        }
        RowWhat::Line(line) => classes!(
            format!("rung-{}", party::class(line.spoken)),
            if line.to < line.from { "to-left" } else { "to-right" },
            line.unasked.then_some("is-unasked"),
            matches!(line.says, Says::Event(..)).then_some("is-event"),
            matches!(line.says, Says::Event(Event::Lost | Event::TlsFailed, _))
                .then_some("is-lost"),
        ),
    }
}

fn field(app: &Context, props: &Props) -> Html {
    let t = &app.t;
    match &props.row.what {
        RowWhat::Beat { at, person, text } => {
            let side = if props.places.at(*at) > 0.5 { "at-left" } else { "at-right" };
            html! {
                <>
                    <span class="beat-mark" aria-hidden="true" />
                    <span class={classes!("beat-text", side)}>
                        if let Some(kind) = props.beat { {icon(party::glyph(kind))} }
                        if !person { {icon(Glyph::Clock)} }
                        <span class="rung-cut">{t.sentence_plain(text)}</span>
                    </span>
                </>
            }
        }
        RowWhat::Fold { text, open, .. } => html! {
            <>
                <span class="arrow" aria-hidden="true" />
                <span class="rung-label in-gap">
                    {icon_of("i i-small", if *open { Glyph::ChevronDown } else { Glyph::ChevronRight })}
                    <span class="rung-cut">{t.say(text)}</span>
                </span>
            </>
        },
        RowWhat::Line(line) => {
            html! {
                <>
                    <span class="arrow" aria-hidden="true" />
                    <span class="rung-way">{way(t, line)}</span>
                    {label(t, props, line)}
                    {eye(t, line.open, props.who_reads)}
                </>
            }
        }
    }
}

/// Who says it to whom, for a screen reader and for a list.
fn way(t: &Texts, line: &Line) -> AttrValue {
    let (from, to) = (t.say(&line.names.0), t.say(&line.names.1));
    t.text_with("ladder-way", &[("from", from.as_str().into()), ("to", to.as_str().into())])
}

fn label(t: &Texts, props: &Props, line: &Line) -> Html {
    let (letters, html) = match &line.says {
        Says::Words { words, meanings, more } => {
            let letters = words.iter().map(|word| word.text.chars().count()).sum::<usize>();
            let more_size = t.octets(*more as u64);
            let html = html! {
                <code class="rung-cut">
                    {for words.iter().map(|it| word(t, it, meanings))}
                    if *more > 0 {
                        <span class="rung-more">
                            {t.text_with("log-more", &[("size", more_size.as_str().into())])}
                        </span>
                    }
                </code>
            };
            (letters + if *more > 0 { 16 } else { 0 }, html)
        }
        Says::Event(_, text) => {
            let said = said(t, line.spoken, text);
            let letters = said.chars().count();
            (letters, html! { <span class="rung-cut">{said}</span> })
        }
    };
    html! {
        <span class={classes!("rung-label", side(props, line, letters))}>
            {html}
            if line.unasked { <span class="vh">{t.text("ladder-unasked")}</span> }
        </span>
    }
}

/// A word, with its meaning for who points at it.
fn word(t: &Texts, word: &Word, meanings: &[Meaning]) -> Html {
    let meaning = word.meaning.and_then(|at| meanings.get(at));
    let title = meaning.map(|it| format!("{} ({})", t.say(&it.text), it.section));
    html! { <span class={class(word.role)} {title}>{word.text.clone()}</span> }
}

fn said(t: &Texts, spoken: Spoken, text: &Text) -> String {
    format!("{} · {}", spoken.name(), t.say(text))
}

/// On the arrow if there is room; else beside the sender, away from the arrow; else on the arrow and
/// cut.
fn side(props: &Props, line: &Line, letters: usize) -> &'static str {
    let (from, to) = (props.places.at(line.from), props.places.at(line.to));
    #[expect(clippy::cast_precision_loss, reason = "a line on the screen")]
    let needed = letters as f64 * LETTER + ARROW;
    let gap = (from - to).abs() * props.width;
    let beside = if to < from { 1.0 - from } else { from } * props.width;
    if props.list || needed <= gap || beside < needed && beside < gap {
        "in-gap"
    } else if to < from {
        "at-right"
    } else {
        "at-left"
    }
}

/// Who can read it: an icon, with words on demand.
fn eye(t: &Texts, open: Option<Openness>, words: bool) -> Html {
    let Some(open) = open else { return Html::default() };
    let said = t.say(&open.in_words());
    let glyph = if open.sealed() { Glyph::Lock } else { Glyph::Eye };
    html! {
        <span class={classes!("rung-eye", (!open.sealed()).then_some("is-open"))} title={said.clone()}>
            {icon(glyph)}
            <span class={if words { "rung-eye-words" } else { "vh" }}>{said}</span>
        </span>
    }
}
