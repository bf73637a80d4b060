//! The worlds that are built in: a list to look through, and one of them on the desk.

use mailscope_lesson as lesson;
use mailscope_sim::{Scenario, Words};

use crate::{Desk, Text};

/// The built-in worlds in groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worlds {
    /// The groups in order.
    pub groups: Vec<WorldGroup>,
}

/// Worlds about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorldGroup {
    /// What they are about.
    pub title: Text,
    /// The worlds.
    pub worlds: Vec<ShippedWorld>,
}

/// A built-in world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShippedWorld {
    /// Its name in addresses: `?scenario=NAME`.
    pub name: &'static str,
    /// What it is called.
    pub title: Words,
    /// What it shows, in a sentence.
    pub about: Words,
}

/// A heading, and the names of the worlds below it.
type Group = (fn() -> Text, &'static [&'static str]);

/// What belongs together. What a later version adds and forgets here comes under the last heading.
const GROUPS: &[Group] = &[
    (
        || Text::new("worlds-begin"),
        &[
            "first-day",
            "who-knows",
            "read-mark",
            "three-at-once",
            "pop3-three-devices",
            "which-one",
        ],
    ),
    (
        || Text::new("worlds-delete"),
        &[
            "delete-button",
            "mark-and-expunge",
            "deleted-by-mistake",
            "a-week-later",
            "pop3-fetch",
            "lost-laptop",
            "new-app",
        ],
    ),
    (
        || Text::new("worlds-folders"),
        &["folders", "folders-change", "drafts", "sent-copies", "keywords", "labels", "web-page"],
    ),
    (
        || Text::new("worlds-post"),
        &[
            "letter",
            "bcc",
            "two-ways",
            "post-waits",
            "five-days",
            "receipt",
            "unknown-user",
            "full-mailbox",
            "mx-backup",
            "no-mx",
            "no-mail-here",
        ],
    ),
    (|| Text::new("worlds-safe"), &["cafe", "three-hops", "by-hand"]),
    (
        || Text::new("worlds-trouble"),
        &["offline-conflict", "maildrop-lock", "pop3-cut", "message-numbers"],
    ),
    (
        || Text::new("worlds-cost"),
        &["first-sync", "race", "slow-line", "search", "quota", "thirty-devices"],
    ),
];

impl Worlds {
    /// Reads every built-in world: dear enough to be done once.
    pub fn all() -> Self {
        let mut names = lesson::names();
        let mut groups: Vec<WorldGroup> = GROUPS
            .iter()
            .map(|(title, members)| {
                let found = members.iter().filter_map(|name| world(name));
                names.retain(|name| !members.contains(name));
                WorldGroup { title: title(), worlds: found.collect() }
            })
            .collect();
        let others: Vec<_> = names.into_iter().filter_map(world).collect();
        if !others.is_empty() {
            groups.push(WorldGroup { title: Text::new("worlds-others"), worlds: others });
        }
        Self { groups }
    }

    /// Those whose title or sentence has all the words of `typed`, in either language.
    #[must_use]
    pub fn found(&self, typed: &str) -> Self {
        let typed: String = typed.chars().take(200).collect::<String>().to_lowercase();
        let wanted: Vec<&str> = typed.split_whitespace().collect();
        let has = |world: &ShippedWorld| {
            let Words { en, de } = &world.title;
            let about = &world.about;
            let text = [world.name, en, de, &about.en, &about.de].join(" ").to_lowercase();
            wanted.iter().all(|word| text.contains(word))
        };
        let groups = self.groups.iter().map(|group| WorldGroup {
            title: group.title.clone(),
            worlds: group.worlds.iter().filter(|world| has(world)).cloned().collect(),
        });
        Self { groups: groups.filter(|group| !group.worlds.is_empty()).collect() }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.groups.iter().map(|group| group.worlds.len()).sum()
    }
}

fn world(name: &'static str) -> Option<ShippedWorld> {
    let heading = lesson::heading(name)?;
    Some(ShippedWorld { name, title: heading.title, about: heading.about })
}

impl Desk {
    /// The built-in world of that name, as a first visit finds it.
    pub fn shipped(name: &str) -> Result<Self, Text> {
        Self::scenario(name).map(Self::with)
    }

    pub(crate) fn scenario(name: &str) -> Result<Scenario, Text> {
        match lesson::load(name) {
            Some(Ok(scenario)) => Ok(scenario),
            Some(Err(error)) => Err(Text::new("error-scenario").words("reason", error.to_string())),
            None => {
                let name = crate::reading::printable(name, 60);
                Err(Text::new("error-no-such-world").words("name", name))
            }
        }
    }

    /// The name of the built-in world that this one began as.
    pub fn began_as(&self) -> Option<&str> {
        self.scenario.shipped()
    }

    /// What the world is called.
    pub fn title(&self) -> Option<&Words> {
        self.scenario.title()
    }
}
