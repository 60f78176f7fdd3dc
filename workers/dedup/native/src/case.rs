//! An article beside the story it belongs to, while it is judged (`judge.rs`).

use std::rc::Rc;

use crate::align::Alignment;
use crate::asking::{Asking, CORRECTS, LOCATED};
use crate::chars::{is_known, lower};
use crate::draft::Draft;
use crate::forms::NEAR;
use crate::kinship::Kinship;
use crate::located::{located, Word};
use crate::sentences::Piece;

/// An article beside its story.
pub struct Case<'a> {
    pub kinship: &'a Rc<Kinship>,
    pub alignment: &'a Alignment,
    pub text: &'a [u32],
    /// Its sentences; those beyond the alignment are not compared.
    pub own: &'a [Piece],
    pub asking: &'a Asking<'a>,
    /// Share of the article's names and figures that the story has.
    pub retold: f64,
    /// When the article was published, in milliseconds since 1970.
    pub published: Option<f64>,
}

impl<'a> Case<'a> {
    /// An article beside the story that it is related to. `published`: in milliseconds since 1970.
    pub fn of(draft: &'a Draft, kinship: &'a Rc<Kinship>, asking: &'a Asking, published: Option<f64>) -> Self {
        let (text, own) = (&draft.text[..], &draft.own[..]);
        Case { kinship, alignment: &kinship.alignment, text, own, asking, retold: kinship.retold(), published }
    }

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
        self.asking.says(kind, text)
    }

    /// The terms that Python names of a sentence.
    pub fn asks_terms(&self, kind: u32, number: usize) -> Vec<i32> {
        let most = self.alignment.mine.sayings.terms(number).len();
        self.asking.terms(kind, number, self.body(number), self.kinship, most)
    }

    /// The words of a sentence that carry something, in order (`reading.located`).
    pub fn located(&self, number: usize) -> Vec<Word> {
        let body = self.body(number);
        // The tables are borrowed for no longer than this: what Python is asked may look up words too.
        let found = located(body, unsafe { &mut (*self.asking.rules.tables).lexicon });
        found.unwrap_or_else(|| {
            let answer = self.asking.numbers(LOCATED, number, body, 3 * (body.len() / 2 + 1));
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
        !body.iter().all(|&c| is_known(c)) || unsafe { (*self.asking.rules.tables).doubtful.correcting.any_in(&small) }
    }
}
