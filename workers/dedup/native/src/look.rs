//! The look-up of a sentence's terms (`reading.terms`).

use std::borrow::Cow;

use crate::asking::{OPENING_TOKEN, OVER, SENTENCE, TOKEN};
use crate::chars::{is_blank, is_known, is_space, is_upper};
use crate::lexicon::{opens, tokens, Lexicon, Room};
use crate::numerals::{join_words, joins_words, Token};
use crate::over::says_over;
use crate::terms::NOTHING;

/// The look-up of one sentence.
struct Look<'a> {
    sentence: &'a [u32],
    lexicon: &'a mut Lexicon,
    room: &'a mut Room,
    /// It has a token of those that say that people may go back.
    over: bool,
    /// It has a token of those of which several are one number or name.
    joins: bool,
    /// Tokens that only Python can tell, and what is to be asked of each.
    unknown: Vec<(usize, usize, u32)>,
}

impl Look<'_> {
    /// Add the terms of the sentence.
    fn up(&mut self, terms: &mut Vec<i32>) {
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

/// How a sentence is looked at.
pub struct Sight {
    /// The term of those that say that people may go back.
    pub going_back: i32,
    /// It has a character that only Python knows.
    pub strange: bool,
    /// Where a token is unknown, not it is asked but the sentence.
    pub whole: bool,
}

/// Look up the terms of a sentence, sorted, each once. Returns what is to be asked first: places in it, and what of each.
pub fn look_at(
    sentence: &[u32],
    lexicon: &mut Lexicon,
    room: &mut Room,
    sight: &Sight,
    terms: &mut Vec<i32>,
) -> Vec<(usize, usize, u32)> {
    terms.clear();
    if sight.strange && !has_plain_tokens(sentence) {
        return vec![(0, sentence.len(), SENTENCE)];
    }
    let mut look = Look { sentence, lexicon, room, over: false, joins: false, unknown: Vec::new() };
    look.up(terms);
    if (sight.strange && look.joins) || (sight.whole && !look.unknown.is_empty()) {
        terms.clear();
        return vec![(0, sentence.len(), SENTENCE)];
    }
    let mut unsure = look.unknown;
    if look.over && unsure.is_empty() && look.lexicon.may_be_over(sentence) {
        match says_over(sentence) {
            Some(true) => terms.push(sight.going_back),
            Some(false) => {}
            None => unsure.push((0, sentence.len(), OVER)),
        }
    }
    terms.sort_unstable();
    terms.dedup();
    unsure
}

/// Whether the tokens of a sentence with characters that only Python knows stand between blanks that are known here too, and it is known whether the first
/// opens it.
fn has_plain_tokens(sentence: &[u32]) -> bool {
    let starts = |token: &(usize, usize)| is_known(sentence[token.0]);
    sentence.iter().all(|&c| is_known(c) || !is_blank(c)) && tokens(sentence).iter().take(2).all(starts)
}
