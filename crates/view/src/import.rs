//! A person's own mail: read in slices, so that a page stays alive while a large file is read.

use bytes::Bytes;
use mailscope_sim::store::import::{Importer, Problem, Reason};

use crate::Text;

/// A file that is being read.
#[derive(Debug)]
pub struct Import {
    importer: Importer,
    mails: Vec<Bytes>,
    problems: Vec<Text>,
    damaged: u64,
    name: String,
}

/// What a file held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReport {
    /// The good messages.
    pub mails: Vec<Bytes>,
    /// What was wrong: which message, and why. At most 50; the summary has their number.
    pub problems: Vec<Text>,
    /// The result in a sentence.
    pub summary: Text,
}

/// How many problems of one file are listed one by one.
const PROBLEMS_MAX: usize = 50;

impl Import {
    /// Begins to read a file.
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self {
            importer: Importer::new(name, Bytes::from(bytes)),
            mails: Vec::new(),
            problems: Vec::new(),
            damaged: 0,
            name: name.to_owned(),
        }
    }

    /// Reads on, at most so many messages; true while there is more.
    pub fn work(&mut self, messages: usize) -> bool {
        for _ in 0..messages {
            match self.importer.next() {
                Some(Ok(mail)) => self.mails.push(mail),
                Some(Err(problem)) => {
                    self.damaged += 1;
                    if self.problems.len() < PROBLEMS_MAX {
                        self.problems.push(explain(&problem));
                    }
                }
                None => return false,
            }
        }
        true
    }

    /// Octets read, and octets in all.
    pub fn progress(&self) -> (usize, usize) {
        self.importer.progress()
    }

    /// What has been read so far.
    pub fn finish(self) -> ImportReport {
        let good = self.mails.len() as u64;
        let summary = match (good, self.damaged) {
            (_, 0) => Text::new("import-good"),
            (0, _) => Text::new("import-nothing"),
            _ => Text::new("import-partly").number("damaged", self.damaged),
        };
        let summary = summary.words("file", self.name).number("good", good);
        ImportReport { mails: self.mails, problems: self.problems, summary }
    }
}

fn explain(problem: &Problem) -> Text {
    let text = match problem.reason {
        Reason::Empty => Text::new("problem-empty"),
        Reason::NotText => Text::new("problem-not-text"),
        Reason::NoHeader => Text::new("problem-no-header"),
        Reason::HeaderCutShort => Text::new("problem-header-cut"),
        Reason::TooLarge { octets, limit } => Text::new("problem-too-large")
            .number("octets", octets as u64)
            .number("limit", limit as u64),
        Reason::TooMany { limit } => Text::new("problem-too-many").number("limit", limit as u64),
    };
    text.number("nth", problem.nth as u64).number("line", problem.line as u64)
}
