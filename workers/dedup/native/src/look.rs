//! The look-up of a sentence's terms (`reading.terms`).

use std::borrow::Cow;

use crate::chars::{is_space, is_upper, lower};
use crate::draft::{OPENING_TOKEN, TOKEN};
use crate::lexicon::{opens, tokens, Lexicon, Room};
use crate::numerals::{join_words, joins_words, Token};
use crate::terms::NOTHING;

/// The look-up of one sentence.
pub struct Look<'a> {
    pub sentence: &'a [u32],
    pub lexicon: &'a mut Lexicon,
    pub room: &'a mut Room,
    /// It has a token of those that say that people may go back.
    pub over: bool,
    /// It has a token of those of which several are one number or name.
    pub joins: bool,
    /// Tokens that only Python can tell, and what is to be asked of each.
    pub unknown: Vec<(usize, usize, u32)>,
}

impl Look<'_> {
    /// Add the terms of the sentence.
    pub fn up(&mut self, terms: &mut Vec<i32>) {
        let sentence = self.sentence;
        let (mut at, mut first) = (0, opens(sentence));
        while at < sentence.len() {
            if is_space(sentence[at]) {
                at += 1;
                continue;
            }
            let start = at;
            at = sentence[start..].iter().position(|&c| is_space(c)).map_or(sentence.len(), |size| start + size);
            self.token(&sentence[start..at], (start, at), first, terms);
            first = false;
        }
        if self.joins && joins_words(sentence) {
            self.join(terms);
        }
    }

    fn token(&mut self, token: &[u32], place: (usize, usize), first: bool, terms: &mut Vec<i32>) {
        match self.lexicon.entry(token, first, self.room) {
            Some(entry) => {
                self.joins |= entry.joins;
                self.over |= entry.over && !entry.joins;
                if entry.term != NOTHING {
                    terms.push(entry.term);
                }
            }
            None => self.unknown.push((place.0, place.1, if first { OPENING_TOKEN } else { TOKEN })),
        }
    }

    /// The same with what is of several words as one.
    fn join(&mut self, terms: &mut Vec<i32>) {
        let sentence = self.sentence;
        let places = tokens(sentence);
        let mut joined: Vec<Token> = places.iter().map(|&(from, to)| Cow::Borrowed(&sentence[from..to])).collect();
        join_words(&mut joined, self.lexicon);
        terms.clear();
        self.unknown.clear();
        let capital = |n: usize| joined.get(n).and_then(|token| token.first()).map_or(false, |&c| is_upper(c));
        let first = !(capital(0) && capital(1));
        for (n, token) in joined.iter().enumerate().filter(|(_, token)| !token.is_empty()) {
            let first = n == 0 && first;
            self.token(token, places[n], first, terms);
        }
    }
}

/// What in a sentence in lower case may say that people may go back (`over.OVER`) whatever stands before it.
const BACK: [&str; 10] = [
    "all clear",
    "all-clear",
    "moved back",
    "went back",
    "gone back",
    "allowed back",
    "let back",
    "go home",
    "gone home",
    "went home",
];
/// What says so only after one of the words of `BEFORE`.
const GO: [&str; 6] = ["return", "go back", "come back", "move back", "come home", "move home"];
const BEFORE: [&str; 14] = [
    "may",
    "can",
    "could",
    "allowed",
    "free",
    "able",
    "permitted",
    "told",
    "that",
    "they",
    "people",
    "residents",
    "to",
    "now",
];
const LIFTED: [&str; 5] = ["lift", "cancel", "rescind", "withdrawn", "revoked"];
const ORDER: [&str; 7] = ["order", "warning", "direction", "directive", "notice", "advisory", "evacuation"];
/// Bytes between an order and its being lifted: 80 characters of at most four, and the words themselves.
const REACH: usize = 400;

/// Whether a sentence may say that people may go back.
pub fn may_be_over(sentence: &[u32]) -> bool {
    let small: String = sentence.iter().filter_map(|&c| char::from_u32(lower(c))).collect();
    BACK.iter().any(|words| small.contains(words))
        || GO.iter().any(|words| small.match_indices(words).any(|(at, _)| may_follow(&small, at)))
        || small.match_indices("return").any(|(at, _)| is_homeward(&small[at + "return".len()..]))
        || LIFTED.iter().any(|word| small.match_indices(word).any(|(at, _)| is_by_order(&small, at)))
}

fn may_follow(small: &str, at: usize) -> bool {
    small[..at].strip_suffix(' ').map_or(false, |before| {
        let word = before.rfind(|c: char| !c.is_ascii_alphabetic()).map_or(before, |end| &before[end..]);
        BEFORE.contains(&word.trim_start_matches(|c: char| !c.is_ascii_alphabetic()))
    })
}

fn is_homeward(after: &str) -> bool {
    ["", "ed", "ing", "s"].iter().any(|ending| {
        after
            .strip_prefix(ending)
            .map_or(false, |rest| rest.starts_with(" home") || rest.starts_with(" to their homes"))
    })
}

/// Looks no farther than it must: a hostile sentence has a hundred thousand of both.
fn is_by_order(small: &str, at: usize) -> bool {
    let from = (0..=at.saturating_sub(REACH)).rev().find(|&place| small.is_char_boundary(place)).unwrap_or(0);
    let end = (at + REACH).min(small.len());
    let to = (end..=small.len()).find(|&place| small.is_char_boundary(place)).unwrap_or(small.len());
    ORDER.iter().any(|word| small[from..to].contains(word))
}
