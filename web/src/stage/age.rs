//! How old a device's knowledge is, in words.

use mailscope_view::{Age, Column, DeviceView};
use yew::prelude::*;

use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon};

/// The line below a device.
pub(crate) fn line(t: &Texts, device: &DeviceView) -> Html {
    let (class, glyph, text) = match &device.age {
        Age::Live => ("age", Glyph::Check, t.text("age-live")),
        Age::Never => ("age age-old", Glyph::Empty, t.text("age-never")),
        Age::AsOf(time, minutes) => {
            let args = [("time", time.as_str().into()), ("minutes", (*minutes).into())];
            ("age age-old", Glyph::Clock, t.text_with("age-as-of", &args))
        }
    };
    let (_, few) = short(t, &device.age);
    html! {
        <p class={classes!(class, (device.queued > 0).then_some("has-queue"))}>
            {icon(glyph)}<span class="age-long">{text}</span><span class="age-short">{few}</span>
            {queue(t, device)}
        </p>
    }
}

fn queue(t: &Texts, device: &DeviceView) -> Html {
    if device.queued == 0 {
        return Html::default();
    }
    html! {
        <span class="queued">
            {icon(Glyph::Up)}{t.text_with("age-queued", &[("n", device.queued.into())])}
        </span>
    }
}

/// The few words in the head of a matrix column and on the device switch.
pub(crate) fn short(t: &Texts, age: &Age) -> (Glyph, AttrValue) {
    match age {
        Age::Live => (Glyph::Check, t.text("age-live-short")),
        Age::Never => (Glyph::Empty, t.text("age-never-short")),
        Age::AsOf(time, _) => {
            (Glyph::Clock, t.text_with("age-as-of-short", &[("time", time.as_str().into())]))
        }
    }
}

/// The same for a column of copies that nobody keeps equal.
pub(crate) fn of_column(t: &Texts, column: &Column) -> Html {
    let (glyph, text) = short(t, &column.age);
    if column.own_copies {
        let own = t.text("age-own-copies");
        return html! { <>{icon(Glyph::House)}<span class="only-wide">{own}{" · "}</span>{text}</> };
    }
    html! { <>{icon(glyph)}{text}</> }
}
