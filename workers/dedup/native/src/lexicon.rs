//! Terms of words (`terms.py`, `reading.py`).

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::accents::Accents;
use crate::chars::{is_capital, is_decimal, is_known, is_space, is_upper, push_utf8, stripped};
use crate::hashes::{Fnv, Points};
use crate::recent::{letters, Recents};
use crate::sayings::{COUNTRY, NAME, WORD};
use crate::terms::{figure, hashed, is_edge, is_roman, number, skeleton, stem, word_in, NOTHING};
use crate::words::Words;

type Map<V> = HashMap<Vec<u8>, V, BuildHasherDefault<Fnv>>;

/// What is known of a word in lower case.
#[derive(Clone, Copy, Default)]
struct Known {
    fixed: Option<i32>,
    stop: bool,
    generic: bool,
    multiplier: u64,
    country: Option<i32>,
}

/// What a token is: its term, and whether its sentence needs a closer look.
#[derive(Clone, Copy)]
pub struct Entry {
    pub term: i32,
    pub over: bool,
    pub joins: bool,
}

/// The words that are known, as Python hands them over.
#[derive(Default)]
pub struct Lexicon {
    words: Map<Known>,
    classes: Map<i32>,
    tens: Map<u64>,
    ones: Map<u64>,
    joined_last: Vec<Vec<u32>>,
    accents: Accents,
    /// Of those that say that people may go back: what is in their tokens, and in themselves.
    over: Option<Words>,
    overs: Option<Words>,
    /// What was asked of Python: the entries of tokens inside a sentence and of those that open one.
    asked: [HashMap<Vec<u32>, Entry, BuildHasherDefault<Points>>; 2],
    /// The code points of their tokens.
    kept: usize,
    recent: Recents,
}

/// Code points of tokens remembered that Python was asked for: emptied when so many are (four megabytes).
const MOST_KEPT: usize = 1_000_000;

impl Lexicon {
    /// Read what `words` says, a word a line: its table, itself, its value, with tabs between.
    pub fn of(tables: &str) -> Self {
        let mut made = Lexicon::default();
        let (mut over, mut overs) = (Vec::new(), Vec::new());
        for line in tables.lines() {
            let mut parts = line.splitn(3, '\t');
            let (table, word, value) =
                (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
            let bytes = word.as_bytes().to_vec();
            let number: i64 = value.parse().unwrap_or(0);
            match table {
                "fixed" => made.words.entry(bytes).or_default().fixed = Some(number as i32),
                "stop" => made.words.entry(bytes).or_default().stop = true,
                "generic" => made.words.entry(bytes).or_default().generic = true,
                "multiplier" => made.words.entry(bytes).or_default().multiplier = number as u64,
                "country" => made.words.entry(bytes).or_default().country = Some(hashed(COUNTRY, value.as_bytes())),
                "class" => {
                    made.classes.insert(bytes, hashed(WORD, value.as_bytes()));
                }
                "tens" => {
                    made.tens.insert(bytes, number as u64);
                }
                "ones" => {
                    made.ones.insert(bytes, number as u64);
                }
                "joined" => made.joined_last.push(word.chars().map(|c| c as u32).collect()),
                "accent" => word.chars().for_each(|letter| made.accents.add(letter as u32, value)),
                "over" => over.push(word.chars().map(|c| c as u32).collect()),
                "overs" => overs.push(word.chars().map(|c| c as u32).collect()),
                _ => {}
            }
        }
        made.over = Some(Words::new(over.into_iter()));
        made.overs = Some(Words::new(overs.into_iter()));
        made
    }

    /// Whether a sentence may say that people may go back (`over.OVER_WORDS`).
    pub fn may_be_over(&self, sentence: &[u32]) -> bool {
        self.overs.as_ref().map_or(false, |words| words.any_in(sentence))
    }

    /// Remember the term of a token that Python was asked for.
    pub fn learn(&mut self, token: &[u32], first: bool, term: i32) {
        let mut room = Room::default();
        let (start, stop) = stripped(token, is_edge);
        let bare = &token[start..stop];
        room.set(bare);
        let (over, joins) = self.signs(token, bare, &self.known(&room.lower));
        self.kept += token.len();
        self.asked[first as usize].insert(token.to_vec(), Entry { term, over, joins });
    }

    /// Forget what was asked, where it is much: never while an article is looked up, which would ask for it again.
    pub fn forget(&mut self) {
        if self.kept >= MOST_KEPT {
            self.asked.iter_mut().for_each(HashMap::clear);
            self.kept = 0;
        }
    }

    /// The entry of a token as written, None where Python must be asked. `first`: it opens a sentence, where a capital says nothing.
    pub fn entry(&mut self, token: &[u32], first: bool, room: &mut Room) -> Option<Entry> {
        let letters = letters(token, first);
        if let Some(entry) = self.recent.find(&letters) {
            return Some(entry);
        }
        let entry = self.look_up(token, first, room)?;
        self.recent.keep(letters, entry);
        Some(entry)
    }

    fn look_up(&self, token: &[u32], first: bool, room: &mut Room) -> Option<Entry> {
        if token.iter().any(|c| !(0x20..0x7F).contains(c)) {
            if let Some(&entry) = self.asked[first as usize].get(token) {
                return Some(entry);
            }
        }
        let (start, stop) = stripped(token, is_edge);
        let bare = &token[start..stop];
        room.set(bare);
        let known = self.known(&room.lower);
        let (over, joins) = self.signs(token, bare, &known);
        let plain = bare.len() > 1 && bare.iter().all(|&c| c < 0x80 && (c as u8).is_ascii_alphabetic());
        let term = if plain { self.of_word(&known, first, room) } else { self.of_other(token, first, room)? };
        Some(Entry { term, over, joins })
    }

    fn known(&self, lower: &[u8]) -> Known {
        self.words.get(lower).copied().unwrap_or_default()
    }

    /// Whether a token is of those that say that people may go back, and of those of which several are one number or name.
    fn signs(&self, token: &[u32], bare: &[u32], known: &Known) -> (bool, bool) {
        let capital = bare.first().map_or(false, |&c| is_capital(c));
        let joins = known.multiplier > 0 || (capital && self.joined_last.iter().any(|last| last == bare));
        (self.over.as_ref().map_or(false, |words| words.any_in(token)), joins)
    }

    /// What a word multiplies the number before it by ("hundred").
    pub fn multiplier(&self, lower: &[u8]) -> Option<f64> {
        Some(self.known(lower).multiplier).filter(|&value| value > 0).map(|value| value as f64)
    }

    /// The value of a word for a number up to a hundred ("seven", "twenty-five").
    pub fn value(&self, lower: &[u8]) -> Option<u64> {
        self.ones.get(lower).or_else(|| self.tens.get(lower)).copied().or_else(|| self.spelt(lower))
    }

    /// The term of a token that is not letters alone, None where Python must be asked.
    fn of_other(&self, written: &[u32], first: bool, room: &mut Room) -> Option<i32> {
        if !written.iter().all(|&c| is_known(c)) {
            return None;
        }
        let (start, end) = match word_in(written) {
            Some(place) => place,
            None => return Some(NOTHING),
        };
        let token = &written[start..end];
        if is_decimal(token[0]) {
            return Some(number(figure(token)));
        }
        if token.len() == 1 && written.get(end) == Some(&0x2E) {
            return Some(NOTHING);
        }
        if is_decimal(token[token.len() - 1]) {
            let mut bytes = Vec::new();
            token.iter().filter(|&&c| c != 0x2D).for_each(|&c| push_utf8(&mut bytes, c));
            return Some(hashed(NAME, &bytes));
        }
        room.set(&self.accents.without(token)?);
        let size = room.bare.len();
        if size >= 2 && &room.bare[size - 2..] == b"'s" {
            room.lower.truncate(size - 2);
        }
        room.lower.retain(|&byte| byte != b'.');
        Some(self.of_word(&self.known(&room.lower), first, room))
    }

    /// The term of a word without what stands around it.
    fn of_word(&self, known: &Known, first: bool, room: &mut Room) -> i32 {
        let (bare, lower) = (&room.bare, &room.lower);
        if let Some(term) = known.fixed {
            return term;
        }
        if let Some(value) = self.spelt(lower) {
            return number(value.to_string().as_bytes());
        }
        let in_capitals = bare.iter().any(u8::is_ascii_uppercase) && !bare.iter().any(u8::is_ascii_lowercase);
        let name = bare[0].is_ascii_uppercase() && !(lower.len() > 4 && in_capitals);
        if let (true, Some(country)) = (name, known.country) {
            if lower.len() > 3 || in_capitals {
                return country;
            }
        }
        let letter = bare.len() == 1 && b'A' < bare[0] && bare[0] <= b'Z' && bare[0] != b'I';
        if !first && (letter || is_roman(bare)) {
            return hashed(NAME, &[b"numeral ", bare.as_slice()].concat());
        }
        if lower.len() < 2 || known.stop {
            return NOTHING;
        }
        if name && !first && !known.generic {
            skeleton(lower, &mut room.made);
            return hashed(NAME, &room.made);
        }
        stem(lower, &mut room.made);
        match self.classes.get(room.made.as_slice()) {
            Some(&term) => term,
            None => hashed(WORD, &room.made),
        }
    }

    /// The value of a number with a hyphen in it ("twenty-five").
    fn spelt(&self, lower: &[u8]) -> Option<u64> {
        let hyphen = lower.iter().position(|&byte| byte == b'-')?;
        let tens = *self.tens.get(&lower[..hyphen])?;
        if hyphen + 1 == lower.len() {
            return Some(tens);
        }
        Some(tens + self.ones.get(&lower[hyphen + 1..])?)
    }
}

/// Room for the forms of one word, used again for the next.
#[derive(Default)]
pub struct Room {
    bare: Vec<u8>,
    lower: Vec<u8>,
    made: Vec<u8>,
}

impl Room {
    /// Take a word; of what is not ASCII only the apostrophe counts.
    fn set(&mut self, word: &[u32]) {
        self.bare.clear();
        self.bare.extend(word.iter().map(|&c| {
            if c == 0x2019 {
                b'\''
            } else if c < 0x80 {
                c as u8
            } else {
                0xFF
            }
        }));
        self.lower.clear();
        self.lower.extend(self.bare.iter().map(u8::to_ascii_lowercase));
    }
}

/// The tokens of a sentence: what stands between blanks.
pub fn tokens(sentence: &[u32]) -> Vec<(usize, usize)> {
    let mut found = Vec::with_capacity(sentence.len() / 5 + 1);
    let mut at = 0;
    while at < sentence.len() {
        if is_space(sentence[at]) {
            at += 1;
            continue;
        }
        let start = at;
        while at < sentence.len() && !is_space(sentence[at]) {
            at += 1;
        }
        found.push((start, at));
    }
    found
}

/// Whether the first token of a sentence opens it (`OPENING`): a capital in it means a name only where the next word has one too.
pub fn opens(sentence: &[u32]) -> bool {
    let begin = |from: usize| sentence[from..].iter().position(|&c| !is_space(c)).map(|more| from + more);
    let next = |from: usize| sentence[from..].iter().position(|&c| is_space(c)).and_then(|more| begin(from + more));
    match begin(0) {
        Some(start) if is_upper(sentence[start]) => !next(start).map_or(false, |second| is_upper(sentence[second])),
        _ => true,
    }
}
