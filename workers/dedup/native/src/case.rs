//! An article beside the story it belongs to, while it is judged (`judge.rs`), and what is asked of Python then.

use std::os::raw::c_void;

use crate::align::Alignment;
use crate::chars::{is_known, lower};
use crate::draft_ffi::Tables;
use crate::forms::NEAR;
use crate::located::{located, Word};
use crate::restated::Unit;
use crate::sentences::Piece;

/// What is asked of a text: whether it corrects an earlier version, has a heading, ...
pub const CORRECTS: u32 = 0;
pub const IS_HEADED: u32 = 1;
pub const OTHER_YEARS: u32 = 2;
pub const ON_TOPIC: u32 = 3;
pub const LATER: u32 = 4;
pub const ASIDE: u32 = 5;
pub const GOES_ON: u32 = 6;
pub const NOTICE: u32 = 7;
pub const OTHER_TIMES: u32 = 8;
pub const RECALLED: u32 = 9;
pub const SPEECH: u32 = 10;
/// The words of a sentence, three numbers each: its term, where it starts and ends.
pub const LOCATED: u32 = 11;
/// The terms of a sentence, by its number, that only say otherwise what the story's passage says.
pub const RESTATED: u32 = 12;
/// The large figures of a sentence, by its number, that the story has not.
pub const LARGE: u32 = 13;

/// The figures with a unit in a text: of each its unit, where the figure starts and ends, how many terms they have, and the terms.
pub const MEASURED: u32 = 14;

/// Asks Python: whom, what, the number of a sentence, a text and its length, and room for an answer, of which so much is used.
pub type Ask = unsafe extern "C" fn(*mut c_void, u32, u32, *const u32, usize, *mut i32) -> i64;

/// What Python tells once.
pub struct Rules {
    pub tables: *mut Tables,
    pub ask: Ask,
    /// The terms for "people may go back", for "halted" and for "capital".
    pub going_back: i32,
    pub stopping: i32,
    pub capital: i32,
    /// The first words of the names of units.
    pub unit_words: Vec<Vec<u32>>,
    pub units: Vec<Unit>,
}

/// An article beside its story.
pub struct Case<'a> {
    pub alignment: &'a Alignment,
    pub text: &'a [u32],
    /// Its sentences; those beyond the alignment are not compared.
    pub own: &'a [Piece],
    pub rules: &'a Rules,
    /// Whom to ask.
    pub asked: *mut c_void,
    /// Share of the article's names and figures that the story has.
    pub retold: f64,
    /// When the article was published, in milliseconds since 1970.
    pub published: Option<f64>,
}

impl<'a> Case<'a> {
    /// How many sentences are compared.
    pub fn len(&self) -> usize {
        self.alignment.exact.len()
    }

    pub fn body(&self, number: usize) -> &'a [u32] {
        let piece = self.own[number];
        &self.text[piece.start as usize..piece.end as usize]
    }

    pub fn exact(&self, number: usize) -> bool {
        self.alignment.exact[number]
    }

    /// Whether a sentence is, but for a word or two, its nearest of the story.
    pub fn is_close(&self, number: usize) -> bool {
        self.alignment.likeness[number] >= NEAR
    }

    /// Each term of a sentence with whether the story has it anywhere (`Alignment.has`).
    pub fn has(&self, number: usize) -> impl Iterator<Item = (i32, bool)> + '_ {
        let mine = &self.alignment.mine;
        let places = mine.places_of(number).iter();
        mine.sayings.terms(number).iter().zip(places).map(move |(&term, &at)| (term, self.alignment.known[at as usize]))
    }

    /// Each different term of a sentence with its place in the article's vocabulary.
    pub fn terms(&self, number: usize) -> Vec<(i32, u32)> {
        let mine = &self.alignment.mine;
        let places = mine.places_of(number).iter().copied();
        let mut terms: Vec<(i32, u32)> = mine.sayings.terms(number).iter().copied().zip(places).collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// Whether Python says so of a text.
    pub fn asks(&self, kind: u32, text: &[u32]) -> bool {
        self.put(kind, 0, text, &mut []) != 0
    }

    /// The terms that Python names of a sentence.
    pub fn asks_terms(&self, kind: u32, number: usize) -> Vec<i32> {
        self.answer(kind, number, &[], self.alignment.mine.sayings.terms(number).len())
    }

    /// The words of a sentence that carry something, in order (`reading.located`).
    pub fn located(&self, number: usize) -> Vec<Word> {
        let body = self.body(number);
        // The tables are borrowed for no longer than this: what Python is asked may look up words too.
        let found = located(body, unsafe { &mut (*self.rules.tables).lexicon });
        found.unwrap_or_else(|| {
            let answer = self.answer(LOCATED, number, body, 3 * (body.len() / 2 + 1));
            answer
                .chunks_exact(3)
                .map(|word| Word { term: word[0], start: word[1] as usize, end: word[2] as usize })
                .collect()
        })
    }

    /// Whether a sentence says that it corrects an earlier version (`corrections.corrects`).
    pub fn corrects(&self, number: usize) -> bool {
        let body = self.body(number);
        self.may_correct(body) && self.asks(CORRECTS, body)
    }

    fn may_correct(&self, body: &[u32]) -> bool {
        let small: Vec<u32> = body.iter().map(|&c| lower(c)).collect();
        !body.iter().all(|&c| is_known(c)) || unsafe { (*self.rules.tables).doubtful.correcting.any_in(&small) }
    }

    /// The numbers, at most so many, that Python answers of a sentence and a text.
    pub fn answer(&self, kind: u32, number: usize, text: &[u32], most: usize) -> Vec<i32> {
        let mut answer = vec![0; most];
        let size = self.put(kind, number, text, &mut answer);
        answer.truncate(size.max(0) as usize);
        answer
    }

    fn put(&self, kind: u32, number: usize, text: &[u32], answer: &mut [i32]) -> i64 {
        unsafe { (self.rules.ask)(self.asked, kind, number as u32, text.as_ptr(), text.len(), answer.as_mut_ptr()) }
    }
}
