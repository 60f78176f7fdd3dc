//! What a passage cannot be, seen without a regular expression: where nothing here rules it out, Python is asked (`notices.py`, `asides.py`).

use std::borrow::Cow;

use crate::asking::{ASIDE, GOES_ON, IS_HEADED, LATER, NOTICE, ON_TOPIC, OTHER_TIMES, OTHER_YEARS, RECALLED, SPEECH};
use crate::case::Case;
use crate::chars::{among, is_capital, is_known, is_word, lower, starts_with};

/// How a passage opens that is about something else (`ASIDE`).
const ASIDES: [&str; 11] = [
    "in other ",
    "meanwhile",
    "elsewhere",
    "also ",
    "in brief",
    "on this day",
    "sport",
    "market",
    "weather",
    "business",
    "stocks",
];
const ADDED: [&str; 3] = ["added", "update", "new"];
const FURTHER: [&str; 5] = ["second", "third", "fourth", "fifth", "further"];
const YEARS: [&str; 5] = ["year", "decade", "century", "annually", "on average"];
const PRONOUNS: [&str; 5] = ["His", "Her", "Their", "He", "She"];

/// Sentences of an article that stand together, or one.
pub struct Passage<'a> {
    case: &'a Case<'a>,
    text: Cow<'a, [u32]>,
    /// The text in lower case, None where it has a character that only Python knows.
    small: Option<String>,
}

impl<'a> Passage<'a> {
    /// The sentences of these numbers, joined.
    pub fn of(case: &'a Case<'a>, numbers: &[usize]) -> Self {
        let text: Cow<[u32]> = match numbers {
            [number] => Cow::Borrowed(case.body(*number)),
            _ => {
                let bodies: Vec<&[u32]> = numbers.iter().map(|&number| case.body(number)).collect();
                Cow::Owned(bodies.join(&0x20))
            }
        };
        let known = text.iter().all(|&c| is_known(c));
        let small = known.then(|| text.iter().filter_map(|&c| char::from_u32(lower(c))).collect());
        Passage { case, text, small }
    }

    pub fn ends_with(&self, mark: char) -> bool {
        self.text.last() == Some(&(mark as u32))
    }

    /// Whether it speaks of danger.
    pub fn is_on_topic(&self) -> bool {
        self.asks(ON_TOPIC, |_| true)
    }

    /// Whether the page says that it has added it.
    pub fn is_later(&self) -> bool {
        self.asks(LATER, |small| small.contains(": ") && begins(opening(small), &ADDED))
    }

    /// Whether it opens as what is about something else does.
    pub fn is_aside(&self) -> bool {
        self.asks(ASIDE, |small| begins(opening(small), &ASIDES))
    }

    /// Whether it speaks of what notices about something else speak of.
    pub fn is_notice(&self) -> bool {
        self.asks(NOTICE, |_| true)
    }

    /// Whether it goes on about somebody, or about what a report has told.
    pub fn goes_on(&self) -> bool {
        self.refers_back()
            || self.asks(GOES_ON, |small| {
                has(small, &[" since ", " too", " later"]) || (opening(small).starts_with('a') && has(small, &FURTHER))
            })
    }

    fn refers_back(&self) -> bool {
        if self.small.is_none() {
            return false;
        }
        let start = self.text.iter().position(|&c| is_word(c)).unwrap_or(self.text.len());
        let words = &self.text[start..];
        let ends = |word: &str| words.get(word.len()).map_or(true, |&c| !is_word(c));
        PRONOUNS.iter().any(|word| starts_with(words, word) && ends(word))
    }

    /// Whether it recalls another event.
    pub fn is_recalled(&self) -> bool {
        self.asks(RECALLED, |small| small.contains(" had "))
    }

    /// Whether it tells of no event of these days.
    pub fn is_of_other_times(&self) -> bool {
        self.asks(OTHER_TIMES, |small| has(small, &YEARS) || begins(opening(small), &["last ", "in "]))
    }

    /// Whether it tells of other years.
    pub fn is_of_other_years(&self) -> bool {
        self.asks(OTHER_YEARS, |small| has(small, &["year", "decade", " 1", " 20"]))
    }

    /// Whether somebody is quoted.
    pub fn quotes(&self) -> bool {
        self.text.iter().any(|&c| among(c, "\"“")) || self.asks(SPEECH, |small| has(small, &["said", "says"]))
    }

    /// Whether it has a heading of its own and says nothing of danger.
    pub fn is_headed(&self) -> bool {
        (self.small.is_none() || has_heading(&self.text)) && self.case.asks(IS_HEADED, &self.text)
    }

    fn asks(&self, kind: u32, may_be: impl Fn(&str) -> bool) -> bool {
        self.small.as_ref().map_or(true, |small| may_be(small)) && self.case.asks(kind, &self.text)
    }
}

/// A text from its first word on.
fn opening(small: &str) -> &str {
    small.trim_start_matches(|c: char| !is_word(c as u32))
}

fn begins(text: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| text.starts_with(start))
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether a text opens with a capital, and nothing but words stand before its first colon.
fn has_heading(text: &[u32]) -> bool {
    let end = text.iter().position(|&c| !(is_word(c) || among(c, " '’&-"))).unwrap_or(text.len());
    text.first().map_or(false, |&c| is_capital(c)) && text[end..].starts_with(&[0x3A, 0x20])
}
