//! A mailbox that people have used for years, without a file for each mail: so many mails of so many
//! octets, made up from a few senders, subjects and sentences. The same every time.

use bytes::Bytes;
use mailscope_base::{AccountId, Address, DateTime, Flag, Flags, Prng, WallClock, limits};
use mailscope_store::{Mail, NewMessage, Store};
use serde::Deserialize;

use super::{ScenarioError, content};

/// So many mails of so many octets, made up.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct FillForm {
    /// How many mails.
    messages: u32,
    /// Octets of each, within a line of text.
    #[serde(default = "usual_octets")]
    octets: u32,
    /// Where they lie.
    #[serde(default = "inbox")]
    mailbox: String,
    /// The oldest is so many days old.
    #[serde(default = "a_year")]
    days: u32,
    /// So many of the newest are unread.
    #[serde(default)]
    unread: u32,
}

const fn usual_octets() -> u32 {
    2_500
}

fn inbox() -> String {
    "INBOX".to_owned()
}

const fn a_year() -> u32 {
    365
}

/// Octets of text in a mail; what is beyond them comes as a photo.
const TEXT_OCTETS: usize = 1_600;
/// Octets of a line of base64 (RFC 2045 §6.8).
const BASE64_LINE: usize = 76;

/// Who writes: the name, the address, and whether in German.
const SENDERS: [(&str, &str, bool); 12] = [
    ("Ben Winter", "ben@sued.example", false),
    ("Lena Kurz", "lena@sued.example", true),
    ("Oma Kaethe", "oma.kaethe@sued.example", true),
    ("Maisie Clarke", "maisie@sued.example", false),
    ("Emre Aydin", "emre@sued.example", true),
    ("Callum Reid", "callum@sued.example", false),
    ("Sekretariat", "sekretariat@schule.nord.example", true),
    ("Redaktion Tintenfisch", "redaktion@schule.nord.example", true),
    ("Ruderverein Nord", "training@rudern.nord.example", true),
    ("City Library", "library@sued.example", false),
    ("Chor am Hafen", "chor@nord.example", true),
    ("Robotics Club", "robotics@sued.example", false),
];

const SUBJECTS: [[&str; 10]; 2] = [
    [
        "Rehearsal notes",
        "Photos from the weekend",
        "Your books are due soon",
        "Can you bring the long cable?",
        "Homework for Thursday",
        "Train times for Sunday",
        "The recipe you asked for",
        "New dates for the club",
        "A question about the maths sheet",
        "Thank you!",
    ],
    [
        "Probe am Dienstag",
        "Fotos vom Wochenende",
        "Einladung zum Sommerfest",
        "Wer bringt das lange Kabel mit?",
        "Hausaufgaben bis Donnerstag",
        "Abfahrt am Sonntag",
        "Das Rezept",
        "Neue Trainingszeiten",
        "Frage zum Arbeitsblatt",
        "Danke!",
    ],
];

const SENTENCES: [[&str; 14]; 2] = [
    [
        "We meet in front of the main entrance ten minutes earlier than usual.",
        "Please bring the signed form, and a pen that works.",
        "The room is the one with the blue door, next to the stairs.",
        "I have put the pictures in one place so that nothing gets lost this time.",
        "If it rains we will go inside and play the quiet songs first.",
        "Could you tell me by Wednesday whether you are coming?",
        "The library keeps your book for seven more days.",
        "My bicycle is mended at last, so I will not be late again.",
        "The bus leaves at a quarter past four, and it does not wait.",
        "There is still half a cake left, and somebody has to eat it.",
        "Page twelve is the hard one; the others take five minutes.",
        "I asked at the office, and the key is with Mr Brandt.",
        "You can find the list on the board beside the kitchen.",
        "See you on Thursday, and say hello to everybody.",
    ],
    [
        "Wir treffen uns zehn Minuten eher als sonst vor dem Haupteingang.",
        "Bring bitte den unterschriebenen Zettel mit und einen Stift, der schreibt.",
        "Der Raum ist der mit der blauen Tür, gleich neben der Treppe.",
        "Die Bilder liegen jetzt an einem Ort, damit diesmal nichts verschwindet.",
        "Bei Regen gehen wir hinein und spielen zuerst die leisen Lieder.",
        "Sagst du mir bis Mittwoch, ob du kommst?",
        "Das Buch liegt noch sieben Tage für dich bereit.",
        "Mein Rad ist endlich wieder ganz, ich komme also nicht noch einmal zu spät.",
        "Der Bus fährt um Viertel nach vier, und er wartet nicht.",
        "Vom Kuchen ist noch die Hälfte da, und irgendwer muss ihn essen.",
        "Seite zwölf ist die schwere, der Rest dauert fünf Minuten.",
        "Ich habe im Büro gefragt: Den Schlüssel hat Herr Brandt.",
        "Die Liste hängt am Brett neben der Küche.",
        "Bis Donnerstag, und grüß alle von mir.",
    ],
];

fn one<'a, T>(chance: &mut Prng, of: &'a [T]) -> Option<&'a T> {
    of.get(usize::try_from(chance.below(of.len() as u64)).ok()?)
}

impl FillForm {
    /// Puts the mails into the account, the oldest first; `to` is what their `To:` says.
    pub(super) fn build(
        &self,
        (store, account): (&mut Store, AccountId),
        to: &str,
        clock: WallClock,
    ) -> Result<(), ScenarioError> {
        let octets = u64::from(self.messages) * u64::from(self.octets);
        if octets > limits::FILL_OCTETS_MAX || self.messages > limits::FILL_MESSAGES_MAX {
            return Err(content(format!(
                "fill: {} messages of {} octets; at most {} messages and {} octets together",
                self.messages,
                self.octets,
                limits::FILL_MESSAGES_MAX,
                limits::FILL_OCTETS_MAX
            )));
        }
        let pause = i64::from(self.days) * 86_400 / i64::from(self.messages.max(1));
        for number in 0..self.messages {
            let age = i64::from(self.messages - number) * pause;
            let date = DateTime { unix_secs: clock.start.unix_secs - age, ..clock.start };
            let read = self.messages - number > self.unread;
            let flags: Flags = read.then_some(Flag::Seen).into_iter().collect();
            let made = Made { number, octets: self.octets as usize, series: "fill", name: "Ada" };
            let mail = Mail::new(made.mail(to, date));
            let message = NewMessage { mail, flags, received: date, saved: date };
            store
                .append(account, &self.mailbox, message)
                .map_err(|e| content(format!("fill of {:?}: {e}", self.mailbox)))?;
        }
        Ok(())
    }
}

/// Mail of the school week that ends at `end`, the oldest first: mostly short, now and then a photo.
/// `first` is the number of the first one; mails with different numbers are different.
pub(crate) fn school_week(first: u32, count: u32, to: &Address, end: DateTime) -> Vec<Bytes> {
    const WEEK: i64 = 7 * 86_400;
    /// Every so many mails one has a photo.
    const PHOTO: u32 = 12;
    let local = &*to.local_part;
    let mut letters = local.split(['.', '-', '_', '+']).next().unwrap_or(local).chars();
    let name: String =
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let address = format!("<{to}>");
    (0..count)
        .map(|nth| {
            let number = first.wrapping_add(nth);
            let octets = if number % PHOTO == PHOTO - 1 {
                48_000
            } else {
                500 + 70 * (number as usize % 17)
            };
            let age = WEEK * i64::from(count - nth) / i64::from(count);
            let date = DateTime { unix_secs: end.unix_secs - age, ..end };
            Made { number, octets, series: "week", name: &name }.mail(&address, date)
        })
        .collect()
}

/// A mail that nobody wrote. Each has a generator of its own, so that more mails do not change the first
/// ones.
struct Made<'a> {
    number: u32,
    octets: usize,
    /// Mails of one series have different numbers.
    series: &'a str,
    /// Who is greeted.
    name: &'a str,
}

impl Made<'_> {
    fn mail(&self, to: &str, date: DateTime) -> Bytes {
        let Self { number, octets, series, name: greeted } = *self;
        let mut chance = Prng::new(u64::from(number));
        let (name, address, german) =
            one(&mut chance, &SENDERS).copied().unwrap_or(("", "postmaster@nord.example", false));
        let words = usize::from(german);
        let subjects = SUBJECTS.get(words).map(<[_; 10]>::as_slice).unwrap_or_default();
        let subject = one(&mut chance, subjects).copied().unwrap_or_default();
        let domain = address.rsplit('@').next().unwrap_or_default();
        let mut text = format!(
            "Message-ID: <{series}.{number}@{domain}>\r\nDate: {date}\r\nFrom: {name} <{address}>\r\n\
         To: {to}\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n"
        );
        let photo = octets > 2 * TEXT_OCTETS;
        let kind =
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
        if photo {
            text.push_str("Content-Type: multipart/mixed; boundary=\"page\"\r\n\r\n--page\r\n");
        }
        text.push_str(kind);
        text.push_str(if german { "Hallo " } else { "Hi " });
        text.push_str(greeted);
        text.push_str(",\r\n\r\n");
        let sentences = SENTENCES.get(words).map(<[_; 14]>::as_slice).unwrap_or_default();
        let until = if photo { TEXT_OCTETS } else { octets.saturating_sub(name.len() + 2) };
        while text.len() < until {
            text.push_str(one(&mut chance, sentences).copied().unwrap_or("."));
            text.push_str("\r\n");
        }
        text.push_str(name);
        text.push_str("\r\n");
        if photo {
            attach(&mut text, &mut chance, octets);
        }
        Bytes::from(text)
    }
}

/// A photo that brings the mail to its size. Its octets are noise: nobody looks at it.
fn attach(text: &mut String, chance: &mut Prng, octets: usize) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    text.push_str(
        "--page\r\nContent-Type: image/jpeg; name=\"photo.jpg\"\r\n\
         Content-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment; filename=\"photo.jpg\"\r\n\r\n",
    );
    let end = "--page--\r\n";
    while text.len() + BASE64_LINE + 2 + end.len() <= octets {
        let line = (0..BASE64_LINE).filter_map(|_| one(chance, DIGITS));
        text.extend(line.map(|digit| char::from(*digit)));
        text.push_str("\r\n");
    }
    text.push_str(end);
}
