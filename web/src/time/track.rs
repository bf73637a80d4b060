//! The track of the timeline: ticks, playhead, the future. All of it SVG, so that places are plain
//! percentages.

use std::rc::Rc;

use mailscope_view::{TimelineView, WayView};
use yew::prelude::*;

use crate::time::mark::{Mark, mark_of};

/// Where the first and the last moment stand, in per cent; the rest at the right is the future.
const FROM: f64 = 1.5;
const TO: f64 = 90.0;
/// Where the next planned event stands.
const PLANNED: f64 = 95.0;

/// The place of a position, as SVG wants it.
fn place(position: u32, timeline: &TimelineView) -> String {
    format!("{:.3}%", per_cent(position, timeline))
}

fn per_cent(position: u32, timeline: &TimelineView) -> f64 {
    let TimelineView { begin, last, .. } = *timeline;
    let length = last.saturating_sub(begin).max(1);
    FROM + (TO - FROM) * f64::from(position.clamp(begin, last) - begin) / f64::from(length)
}

#[derive(Properties)]
pub(crate) struct LaneProps {
    pub(crate) timeline: Rc<TimelineView>,
    pub(crate) lane: usize,
}

impl PartialEq for LaneProps {
    /// Equal if this lane is drawn the same; the other lanes and the present do not matter.
    fn eq(&self, other: &Self) -> bool {
        self.lane == other.lane
            && self.timeline.begin == other.timeline.begin
            && self.timeline.last == other.timeline.last
            && (self.timeline.next_lane == Some(self.lane))
                == (other.timeline.next_lane == Some(other.lane))
            && self.timeline.lanes.get(self.lane) == other.timeline.lanes.get(other.lane)
    }
}

/// The ticks of one lane.
#[component]
pub(crate) fn LaneTrack(props: &LaneProps) -> Html {
    let Some(lane) = props.timeline.lanes.get(props.lane) else { return Html::default() };
    let ticks = lane.ticks.iter().map(|tick| {
        html! {
            <svg key={tick.position} x={place(tick.position, &props.timeline)} y="50%" width="1" height="1"
                overflow="visible">
                {mark_of(tick.kind.into())}
            </svg>
        }
    });
    html! {
        <svg class="track" aria-hidden="true" focusable="false">
            <line class="track-line" x1="0" x2="100%" y1="100%" y2="100%" />
            {for ticks}
            if props.timeline.next_lane == Some(props.lane) {
                <svg x={format!("{PLANNED}%")} y="50%" width="1" height="1" overflow="visible"
                    class="planned">
                    {mark_of(Mark::Planned)}
                </svg>
            }
        </svg>
    }
}

/// What lies over all lanes: the future, the playhead and its time.
pub(crate) fn overlay(timeline: &TimelineView) -> Html {
    let at = place(timeline.position, timeline);
    let left = 100.0 - per_cent(timeline.position, timeline);
    html! {
        <svg class="track-over" aria-hidden="true" focusable="false">
            <defs>
                <pattern id="future" width="7" height="7" patternUnits="userSpaceOnUse"
                    patternTransform="rotate(45)">
                    <path class="future-line" d="M0 0V7" />
                </pattern>
            </defs>
            <svg x={at.clone()} width={format!("{left:.3}%")}>
                <rect width="100%" height="100%" fill="url(#future)" />
            </svg>
            {for timeline.moments.iter().map(|moment| {
                let at = place(moment.position, timeline);
                html! {
                    <svg key={moment.name.clone()} x={at} overflow="visible" class="flag">
                        <path d="M0 0V100" class="flag-pole" />
                        <path d="M0 -2H9L6 2 9 6H0z" class="flag-cloth"><title>{moment.name.clone()}</title></path>
                    </svg>
                }
            })}
            <line class="playhead" x1={at.clone()} x2={at} y1="0" y2="100%" />
        </svg>
    }
}

/// The shadow of a way that has been left: from where it parts to its end, with its taps.
pub(crate) fn ghost(timeline: &TimelineView, way: &WayView) -> Html {
    let (from, to) = (place(way.parts_at, timeline), place(way.end, timeline));
    let taps = way.taps.iter().map(|turn| {
        html! {
            <svg key={*turn} x={place(*turn, timeline)} y="50%" overflow="visible">
                <circle class="ghost-tap" r="4" />
            </svg>
        }
    });
    html! {
        <svg class="track" aria-hidden="true" focusable="false">
            <line class="ghost-line" x1={from} x2={to} y1="50%" y2="50%" />
            {for taps}
        </svg>
    }
}

/// The times of day below the track, and the present one on top of them.
pub(crate) fn axis(timeline: &TimelineView) -> Html {
    let mut before = "";
    let labels = timeline.labels.iter().filter_map(|(position, time)| {
        // Many steps may fit into a minute.
        let news = std::mem::replace(&mut before, time) != time;
        news.then(|| {
            html! {
                <text key={*position} x={place(*position, timeline)} y="50%" dy=".35em"
                    text-anchor="middle">{time.clone()}</text>
            }
        })
    });
    html! {
        <svg class="axis" aria-hidden="true" focusable="false">
            {for labels}
            <svg x={place(timeline.position, timeline)} y="50%" overflow="visible"
                class="present">
                <rect x="-36" y="-9" width="72" height="18" rx="3" />
                <text dy=".35em" text-anchor="middle">{timeline.time.clone()}</text>
            </svg>
        </svg>
    }
}
