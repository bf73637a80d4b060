//! A sequence diagram as a picture for paper: lifelines, arrows in the pattern of their protocol, and
//! boxes for what people do and what changes.

use mailscope_base::limits;
use mailscope_sim::World;
use mailscope_wire::Service;

use super::Say;
use super::drawing::{Drawing, STYLE, escaped, wrapped};
use super::ladder::{Kind, Ladder, Saying, Step, What};
use super::names::Standing;
use crate::Text;
use crate::reading::{clock_time, clock_time_fine};

/// Pixels: the column with the times, the columns of the participants, the edge.
const TIMES: i32 = 118;
const COLUMN: i32 = 210;
const NARROW_COLUMN: i32 = 160;
const EDGE: i32 = 16;
/// Participants beside which columns are narrow.
const WIDE_MAX: usize = 6;
const HEAD_HEIGHT: i32 = 40;
const TOP: i32 = 76;
/// Pixels of a line of text, and of a character of each kind, on average.
const LINE: i32 = 15;
const MONO_TENTHS: i32 = 73;
const SANS_TENTHS: i32 = 64;

/// The run as a sequence diagram; `title` is what it is called.
pub fn svg(world: &World, title: &str, say: Say<'_>) -> String {
    let ladder = Ladder::of(world, limits::DIAGRAM_STEPS_MAX, say);
    let count = ladder.participants.len();
    let column = if count > WIDE_MAX { NARROW_COLUMN } else { COLUMN };
    let mut picture = Picture { world, say, ladder: &ladder, column, out: Drawing::default() };
    let bottom = picture.body();
    let body = picture.out.into_string();
    let width = TIMES + column * i32::try_from(count).unwrap_or_default() + EDGE;
    let width = width.max(560);
    let mut page = Picture { world, say, ladder: &ladder, column, out: Drawing::default() };
    page.frame(title, width, bottom);
    let frame = page.out.into_string();
    format!("{frame}{body}</svg>\n")
}

struct Picture<'a> {
    world: &'a World,
    say: Say<'a>,
    ladder: &'a Ladder,
    column: i32,
    out: Drawing,
}

impl Picture<'_> {
    fn x(&self, participant: usize) -> i32 {
        let participant = i32::try_from(participant).unwrap_or_default();
        TIMES + self.column * participant + self.column / 2
    }

    /// What stands before the body: the size, what it is, and how it looks.
    fn frame(&mut self, title: &str, width: i32, height: i32) {
        let names: Vec<&str> = self.ladder.participants.iter().map(|p| p.name.as_str()).collect();
        let time = |step: Option<&Step>| {
            step.map_or_else(String::new, |step| clock_time(self.world, step.at, true))
        };
        let steps = &self.ladder.steps;
        let about = Text::new("export-diagram-long")
            .words("participants", names.join(", "))
            .number("steps", steps.len() as u64)
            .words("from", time(steps.first()))
            .words("until", time(steps.last()));
        let about = (self.say)(&about);
        self.out.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"ms-t ms-d\" \
             width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">"
        ));
        self.out.put(format_args!("<title id=\"ms-t\">{}</title>", escaped(title)));
        self.out.put(format_args!("<desc id=\"ms-d\">{}</desc>", escaped(&about)));
        self.out.put(format_args!("<style>{STYLE}</style>"));
        self.out.put(format_args!("<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"));
        let chars = usize::try_from((width - 2 * EDGE) / 10).unwrap_or_default();
        let title = wrapped(title, chars, 1).concat();
        self.out.text((EDGE, 32), "ms-title", "start", &title);
        let when = Text::new("export-report-when")
            .words("from", time(steps.first()))
            .words("until", time(steps.last()));
        let when = (self.say)(&when);
        self.out.text((EDGE, 54), "ms-meta", "start", &when);
    }

    /// Everything below the title. Tells where it ends.
    fn body(&mut self) -> i32 {
        // The lifelines lie behind everything, and how long they are is known at last.
        let mut rungs = Picture { out: Drawing::default(), ..*self };
        let mut y = TOP + HEAD_HEIGHT + 22;
        let mut last = String::new();
        for step in &self.ladder.steps {
            let time = clock_time_fine(self.world, step.at);
            if time != last {
                rungs.out.text((TIMES - 14, y + 11), "ms-mono ms-meta", "end", &time);
                last = time;
            }
            y = match &step.what {
                What::Says(saying) => rungs.arrow(saying, y),
                What::Happens { at, kind, text } => rungs.box_at(*at, *kind, text, y),
            };
        }
        let foot = y + 8;
        for (number, participant) in self.ladder.participants.iter().enumerate() {
            let x = self.x(number);
            let class = match participant.standing {
                Standing::Device(_) | Standing::Terminal => "ms-life",
                Standing::Server | Standing::NameServers => "ms-life-machine",
            };
            self.out.line(class, (x, TOP + HEAD_HEIGHT), (x, foot));
            self.head(number, TOP);
            self.head(number, foot);
        }
        self.out.put(format_args!("{}", rungs.out.into_string()));
        let mut y = foot + HEAD_HEIGHT + 30;
        if self.ladder.left_out > 0 {
            let count = self.ladder.left_out as u64;
            let text = (self.say)(&Text::new("export-left-out").number("count", count));
            self.out.text((EDGE, y), "ms-act", "start", &super::sentence(&text));
            y += 2 * LINE;
        }
        self.legend(y)
    }

    /// A participant's head: round for a thing in a hand, square and dark for a machine in a rack.
    fn head(&mut self, number: usize, y: i32) {
        let Some(participant) = self.ladder.participants.get(number) else { return };
        let (class, round, text) = match participant.standing {
            Standing::Device(_) => ("ms-device", 12, "ms-name"),
            Standing::Terminal => ("ms-device", 3, "ms-mono ms-name"),
            Standing::Server | Standing::NameServers => {
                ("ms-machine", 3, "ms-mono ms-name ms-light")
            }
        };
        let width = self.column - 36;
        let x = self.x(number);
        self.out.begin(&participant.name);
        self.out.rect(class, (x - width / 2, y), (width, HEAD_HEIGHT), round);
        let chars = usize::try_from((width - 12) * 10 / 82).unwrap_or_default();
        let name = wrapped(&participant.name, chars, 1).concat();
        self.out.text((x, y + 25), text, "middle", &name);
        self.out.end();
    }

    /// A line of a protocol, with its words above.
    fn arrow(&mut self, saying: &Saying, y: i32) -> i32 {
        let (from, to) = (self.x(saying.from), self.x(saying.to));
        let towards = (to - from).signum();
        let (begin, end) = (from + 4 * towards, to - 5 * towards);
        let span = if from == to { self.column } else { (to - from).abs() };
        let chars = usize::try_from((span - 30) * 10 / MONO_TENTHS).unwrap_or_default();
        let label = saying.text();
        let lines = wrapped(&label, chars, 2);
        self.out.begin(&label);
        let mut y = y;
        for line in &lines {
            let at = (from.midpoint(to), y + 10);
            self.out.text(at, "ms-mono ms-halo", "middle", line);
            y += LINE;
        }
        y += 5;
        self.stroke(saying.service, begin, end, y);
        if saying.sealed {
            self.out.lock((begin + 16 * if towards == 0 { 1 } else { towards }, y));
        }
        self.out.end();
        y + 15
    }

    /// The pattern of a protocol, with a tip: a talk is a double line, a visit is dashed, and post goes
    /// one way.
    fn stroke(&mut self, service: Option<Service>, begin: i32, end: i32, y: i32) {
        let name = pattern(service);
        let towards = if end < begin { -1 } else { 1 };
        let neck = end - 9 * towards;
        match name {
            "imap" => {
                self.out.line("ms-imap", (begin, y - 2), (neck, y - 2));
                self.out.line("ms-imap", (begin, y + 2), (neck, y + 2));
            }
            "smtp" => {
                self.out.line("ms-smtp", (begin, y), (neck, y));
                let mut x = begin + 30 * towards;
                while (neck - x) * towards > 10 {
                    let (back, up, down) = (x - 5 * towards, y - 5, y + 5);
                    self.out.path("ms-smtp", &format!("M{back} {up}L{x} {y}L{back} {down}"));
                    x += 26 * towards;
                }
            }
            other => self.out.line(&format!("ms-{other}"), (begin, y), (neck, y)),
        }
        let (up, down) = (y - 6, y + 6);
        let tip = format!("M{end} {y}L{neck} {up}L{neck} {down}Z");
        self.out.path(&format!("ms-{name}-tip"), &tip);
    }

    /// What happens at a participant.
    fn box_at(&mut self, at: usize, kind: Kind, text: &str, y: i32) -> i32 {
        let width = self.column - 20;
        let left = self.x(at) - width / 2;
        let chars = usize::try_from((width - 34) * 10 / SANS_TENTHS).unwrap_or_default();
        let lines = wrapped(text, chars, 4);
        let height = LINE * i32::try_from(lines.len()).unwrap_or(1) + 10;
        let (class, round) = match kind {
            Kind::Acts => ("ms-acts", 12),
            Kind::Stores => ("ms-stores", 3),
            Kind::Shows => ("ms-shows", 12),
            Kind::Fails => ("ms-fails", 3),
        };
        self.out.begin(text);
        self.out.rect(class, (left, y), (width, height), round);
        self.sign(kind, (left + 14, y + 13));
        let class = if kind == Kind::Acts { "ms-act" } else { "" };
        for (number, line) in (0..).zip(&lines) {
            self.out.text((left + 26, y + 17 + LINE * number), class, "start", line);
        }
        self.out.end();
        y + height + 10
    }

    /// The small picture in a box.
    fn sign(&mut self, kind: Kind, (x, y): (i32, i32)) {
        match kind {
            Kind::Acts => {
                self.out
                    .put(format_args!("<circle class=\"ms-ink\" cx=\"{x}\" cy=\"{y}\" r=\"6\"/>"));
                self.out.put(format_args!(
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"2.5\" fill=\"#17222b\"/>"
                ));
            }
            Kind::Stores => {
                let (left, right, top, low) = (x - 5, x + 5, y - 4, y + 5);
                self.out.path("ms-ink", &format!("M{left} {top}v9h10v-9"));
                self.out.path("ms-ink", &format!("M{left} {top}a5 2 0 1 0 10 0a5 2 0 1 0 -10 0"));
                self.out.line("ms-ink", (left, low), (right, low));
            }
            Kind::Shows => self.out.rect("ms-ink", (x - 4, y - 6), (8, 12), 2),
            Kind::Fails => {
                let (left, right, top, low) = (x - 5, x + 5, y - 5, y + 5);
                self.out.path(
                    "ms-ink",
                    &format!("M{left} {top}L{right} {low}M{left} {low}L{right} {top}"),
                );
            }
        }
    }

    /// What the patterns and signs mean. Tells where it ends.
    fn legend(&mut self, top: i32) -> i32 {
        let steps = &self.ladder.steps;
        let says = |pattern_: &str| {
            steps.iter().any(|step| match &step.what {
                What::Says(saying) => pattern(saying.service) == pattern_,
                What::Happens { .. } => false,
            })
        };
        let mut y = top;
        self.out.line("ms-hair", (EDGE, y - 18), (EDGE + 500, y - 18));
        for (service, name) in [
            (Some(Service::Imap), "IMAP"),
            (Some(Service::Pop3), "POP3"),
            (Some(Service::Smtp), "SMTP"),
            (None, "DNS"),
        ] {
            if says(pattern(service)) {
                self.stroke(service, EDGE, EDGE + 80, y - 4);
                let words = match service {
                    Some(_) => name.to_owned(),
                    None => format!("{name}: {}", (self.say)(&Text::new("export-legend-look-up"))),
                };
                self.out.text((EDGE + 92, y), "", "start", &words);
                y += 22;
            }
        }
        let sealed = |step: &Step| matches!(&step.what, What::Says(saying) if saying.sealed);
        if steps.iter().any(sealed) {
            self.out.lock((EDGE + 40, y - 4));
            let words = (self.say)(&Text::new("export-legend-tls"));
            self.out.text((EDGE + 92, y), "", "start", &super::sentence(&words));
            y += 22;
        }
        for (kind, text) in [
            (Kind::Acts, Text::new("export-legend-tap")),
            (Kind::Stores, Text::new("export-legend-disk")),
            (Kind::Shows, Text::new("export-legend-shows")),
        ] {
            self.sign(kind, (EDGE + 40, y - 4));
            let words = (self.say)(&text);
            self.out.text((EDGE + 92, y), "", "start", &super::sentence(&words));
            y += 22;
        }
        y
    }
}

/// The name of a protocol's pattern.
const fn pattern(service: Option<Service>) -> &'static str {
    match service {
        Some(Service::Imap) => "imap",
        Some(Service::Pop3) => "pop3",
        Some(_) => "smtp",
        None => "dns",
    }
}
