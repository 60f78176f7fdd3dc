//! Where the words of a sentence stand (`reading.located`).

use std::borrow::Cow;

use crate::chars::{is_known, is_upper};
use crate::lexicon::{tokens, Lexicon, Room};
use crate::numerals::{join_words, joins_words, Token};
use crate::terms::{word_in, NOTHING};

/// A word that carries something: its term, and where in the sentence it stands.
pub struct Word {
    pub term: i32,
    pub start: usize,
    pub end: usize,
}

/// The words of a sentence that carry something, in order; None where only Python can tell.
pub fn located(sentence: &[u32], lexicon: &mut Lexicon) -> Option<Vec<Word>> {
    if !sentence.iter().all(|&c| is_known(c)) {
        return None;
    }
    let places = tokens(sentence);
    let mut words: Vec<Token> = places.iter().map(|&(from, to)| Cow::Borrowed(&sentence[from..to])).collect();
    if joins_words(sentence) {
        join_words(&mut words, lexicon);
    }
    let capital = |n: usize| words.get(n).and_then(|word| word.first()).map_or(false, |&c| is_upper(c));
    let opens = !(capital(0) && capital(1));
    let mut room = Room::default();
    let mut found = Vec::with_capacity(words.len());
    for (number, (word, &(from, to))) in words.iter().zip(&places).enumerate() {
        if word.is_empty() {
            continue;
        }
        let term = lexicon.entry(word, number == 0 && opens, &mut room)?.term;
        if term != NOTHING {
            let (start, end) = word_in(&sentence[from..to]).unwrap_or((0, to - from));
            found.push(Word { term, start: from + start, end: from + end });
        }
    }
    Some(found)
}
