//! What wrong rules say of the world on the desk: where each of them parts from it first.

use mailscope_sim::{Belief, Ghost, History, Parting};

use crate::reading::clock_time;
use crate::{Desk, Text, chain, parting, why_parted};

/// Everybody with a wrong rule in mind, watching the world on the desk from its beginning.
#[derive(Clone, Debug)]
pub struct Ghosts {
    history: History,
    end: u32,
    watching: Vec<Ghost>,
    beliefs: Vec<BeliefView>,
}

/// A wrong rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeliefView {
    /// Its name in files.
    pub id: &'static str,
    /// The rule, as somebody says it who believes it.
    pub rule: Text,
    /// Where the world contradicts it first, as far as it has been watched.
    pub contradiction: Option<Contradiction>,
}

/// Where a world contradicts a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The position.
    pub position: u32,
    /// The time of day.
    pub time: String,
    /// What was expected, and what is.
    pub sentence: Text,
    /// Why it is so.
    pub why: Text,
    /// What led to it.
    pub causes: Vec<CauseLine>,
}

/// Something that led to something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CauseLine {
    /// Its position.
    pub position: u32,
    /// The time of day.
    pub time: String,
    /// What happened.
    pub what: Text,
}

impl Desk {
    /// Everybody with a wrong rule in mind begins to watch this world.
    pub fn ghosts(&self) -> Ghosts {
        let mut history = self.history.clone();
        let end = history.end();
        history.seek(0);
        let view = |belief: Belief| BeliefView {
            id: belief.id(),
            rule: rule(belief),
            contradiction: None,
        };
        Ghosts {
            history,
            end,
            watching: Belief::ALL.into_iter().map(Ghost::new).collect(),
            beliefs: Belief::ALL.into_iter().map(view).collect(),
        }
    }
}

impl Ghosts {
    /// Watches on, at most so many turns. True while there is more to see.
    pub fn work(&mut self, turns: usize) -> bool {
        for _ in 0..turns {
            self.watch();
            if self.history.position() >= self.end || !self.history.step() {
                return false;
            }
        }
        true
    }

    /// Turns that have been watched, and turns in all.
    pub fn progress(&self) -> (u32, u32) {
        (self.history.position(), self.end)
    }

    /// The rules, with what has become of them so far.
    pub fn beliefs(&self) -> &[BeliefView] {
        &self.beliefs
    }

    fn watch(&mut self) {
        for (ghost, view) in self.watching.iter_mut().zip(&mut self.beliefs) {
            if view.contradiction.is_some() {
                continue;
            }
            let found = ghost.watch(self.history.world());
            view.contradiction = found.map(|parting| contradiction(&self.history, &parting));
        }
    }
}

fn contradiction(history: &History, found: &Parting) -> Contradiction {
    let world = history.world();
    let line = |told: crate::Told| {
        let entry = world.trace().get(told.entry)?;
        Some(CauseLine { position: entry.turn, time: told.time, what: told.what })
    };
    Contradiction {
        position: history.position(),
        time: clock_time(world, found.at, true),
        sentence: parting(world, found),
        why: why_parted(world, found),
        causes: chain(world, &found.chain).into_iter().filter_map(line).collect(),
    }
}

fn rule(belief: Belief) -> Text {
    Text::new(match belief {
        Belief::Pop3AlwaysDeletes => "ghost-rule-pop3-always-deletes",
        Belief::Pop3WorksWithOneDevice => "ghost-rule-pop3-works-with-one-device",
        Belief::DeleWorksAtOnce => "ghost-rule-dele-works-at-once",
        Belief::DeletingMovesToTrashEverywhere => "ghost-rule-deleting-moves-to-trash-everywhere",
        Belief::ImapIsInstant => "ghost-rule-imap-is-instant",
        Belief::ImapNeedsTheNetwork => "ghost-rule-imap-needs-the-network",
        Belief::ReadBelongsToTheMail => "ghost-rule-read-belongs-to-the-mail",
        Belief::SentIsPartOfImap => "ghost-rule-sent-is-part-of-imap",
        Belief::MailGoesStraightToTheComputer => "ghost-rule-mail-goes-straight-to-the-computer",
        Belief::FoldersSyncBecauseItIsEmail => "ghost-rule-folders-sync-because-it-is-email",
        Belief::TlsMeansNobodyReads => "ghost-rule-tls-means-nobody-reads",
        Belief::MessageThreeIsMessageThree => "ghost-rule-message-three-is-message-three",
    })
}
