//! What is measured: the rows of the tables.

/// One row of a table: a profile of the load generator, and what is told of it.
pub(crate) struct Row {
    pub(crate) profile: &'static str,
    /// Commands in flight.
    pub(crate) pipeline: u32,
    /// Octets of a message that is sent.
    pub(crate) octets: u32,
    /// The operation of the profile; some have several.
    pub(crate) op: &'static str,
    pub(crate) figure: Figure,
}

#[derive(Clone, Copy)]
pub(crate) enum Figure {
    /// Commands a second.
    Rate,
    /// Messages a second.
    Messages,
    /// Megabytes a second, from the load generator to the server.
    Megabytes,
    /// Microseconds of the server's CPU for one command.
    Cpu,
    /// Microseconds from command to answer, in the middle.
    Latency,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    Imap,
    Pop3,
    Smtp,
}

impl Protocol {
    pub(crate) const ALL: [Self; 3] = [Self::Imap, Self::Pop3, Self::Smtp];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Imap => "imap",
            Self::Pop3 => "pop3",
            Self::Smtp => "smtp",
        }
    }

    pub(crate) const fn rows(self) -> &'static [Row] {
        match self {
            Self::Imap => IMAP,
            Self::Pop3 => POP3,
            Self::Smtp => SMTP,
        }
    }
}

impl Row {
    /// Whether one run of the load generator gives both figures.
    pub(crate) fn same_run(&self, other: &Self) -> bool {
        let key = |row: &Self| (row.profile, row.pipeline, row.octets);
        key(self) == key(other)
    }

    pub(crate) fn title(&self) -> String {
        let unit = match self.figure {
            Figure::Rate => "commands/s",
            Figure::Messages => "messages/s",
            Figure::Megabytes => "MB/s in",
            Figure::Cpu => "µs of server CPU a command",
            Figure::Latency => "µs, p50",
        };
        let sized = match self.octets {
            0 => String::new(),
            MEGABYTE => ", 1 MB".to_owned(),
            octets => format!(", {} KB", octets / 1_024),
        };
        let pipelined = match (self.pipeline, self.octets) {
            (1, _) => String::new(),
            (_, 1..) => ", envelope pipelined".to_owned(),
            (depth, 0) => format!(" ×{depth}"),
        };
        let name = if self.op.is_empty() { self.profile } else { self.op };
        format!("{name}{sized}{pipelined}, {unit}")
    }
}

const KB_2: u32 = 2_048;
pub(crate) const MEGABYTE: u32 = 1_048_576;

const fn row(profile: &'static str, pipeline: u32, op: &'static str, figure: Figure) -> Row {
    Row { profile, pipeline, octets: 0, op, figure }
}

const fn mail(profile: &'static str, pipeline: u32, octets: u32, figure: Figure) -> Row {
    Row { profile, pipeline, octets, op: "", figure }
}

const IMAP: &[Row] = &[
    row("imap-noop", 32, "", Figure::Rate),
    row("imap-flags1", 32, "", Figure::Rate),
    row("imap-body", 32, "", Figure::Rate),
    row("imap-store", 32, "", Figure::Rate),
    row("imap-noop", 1, "", Figure::Cpu),
    row("imap-select", 1, "", Figure::Cpu),
    row("imap-flags1", 1, "", Figure::Cpu),
    row("imap-flags-all", 1, "", Figure::Latency),
    row("imap-headers", 1, "", Figure::Cpu),
    row("imap-envelope", 1, "", Figure::Cpu),
    row("imap-body", 1, "", Figure::Cpu),
    row("imap-store", 1, "", Figure::Cpu),
    row("imap-search", 1, "SEARCH_FLAG", Figure::Latency),
    row("imap-search", 1, "SEARCH_FROM", Figure::Latency),
    row("imap-search", 1, "SEARCH_BODY", Figure::Latency),
    row("imap-append", 1, "", Figure::Cpu),
    row("imap-copy", 1, "", Figure::Cpu),
    row("imap-move", 1, "", Figure::Cpu),
    row("imap-session", 1, "", Figure::Rate),
    row("imap-idle", 1, "IDLE", Figure::Latency),
];

const POP3: &[Row] = &[
    row("pop3-retr", 16, "", Figure::Rate),
    row("pop3-retr", 1, "", Figure::Rate),
    row("pop3-retr", 1, "", Figure::Cpu),
    row("pop3-stat", 16, "", Figure::Rate),
    row("pop3-stat", 1, "", Figure::Cpu),
    row("pop3-list", 1, "LIST", Figure::Latency),
    row("pop3-list", 1, "UIDL", Figure::Latency),
    row("pop3-session", 1, "", Figure::Rate),
    row("pop3-session", 1, "PASS", Figure::Latency),
    row("pop3-session", 1, "TOP", Figure::Latency),
];

const SMTP: &[Row] = &[
    mail("smtp-stream", 1, KB_2, Figure::Messages),
    mail("smtp-stream", 1, KB_2, Figure::Cpu),
    mail("smtp-stream", 8, KB_2, Figure::Messages),
    mail("smtp-stream", 8, KB_2, Figure::Cpu),
    mail("smtp-session", 1, KB_2, Figure::Messages),
    mail("smtp-stream", 1, MEGABYTE, Figure::Messages),
    mail("smtp-stream", 1, MEGABYTE, Figure::Megabytes),
    mail("smtp-stream", 1, MEGABYTE, Figure::Cpu),
];
