//! An article as dedup reads it (`draft.Draft`): its own sentences, and their terms once they are asked for.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use crate::additions::Place;
use crate::chars::{is_blank, is_known};
use crate::hashes::Fnv;
use crate::lexicon::{Lexicon, Room};
use crate::look::{may_be_over, Look};
use crate::sayings::Sayings;
use crate::sentences::{may_head, read_line, Doubtful, Piece, Scratch};
use crate::told::Told;

const MOST_SENTENCES: usize = 150;

/// What Python is asked: code points `start` to `end` are a line, a sentence or a token.
#[derive(Clone, Copy, PartialEq)]
#[repr(C)]
pub struct Question {
    pub kind: u32,
    pub number: u32,
    pub start: u32,
    pub end: u32,
}

pub const LINE: u32 = 0;
pub const SENTENCE: u32 = 1;
pub const TOKEN: u32 = 2;
pub const OPENING_TOKEN: u32 = 3;
/// Whether a sentence says that people may go back.
pub const OVER: u32 = 4;

/// An article while it is decided on.
pub struct Draft {
    pub text: Vec<u32>,
    /// Its own sentences.
    pub own: Vec<Piece>,
    pub asked: Vec<Question>,
    pub sayings: Option<Sayings>,
    /// It as it was laid out to decide on it.
    pub laid_out: Option<Arc<Told>>,
    pub heads: Vec<u32>,
    /// Places in the text that it was last told of: what is new, and what is repeated.
    pub judged: Vec<Place>,
    lines: Vec<Vec<Piece>>,
    answers: Vec<Option<Vec<i32>>>,
}

/// How the pieces of an article are divided.
pub struct Division {
    pub page: usize,
    pub said: usize,
}

impl Draft {
    /// Read a text by its lines; those that only Python can read are asked.
    pub fn read(text: &[u32], doubtful: &Doubtful) -> Self {
        let mut lines: Vec<Vec<Piece>> = Vec::new();
        let mut asked = Vec::new();
        let mut room = Scratch::default();
        let mut at = 0;
        for (paragraph, line) in text.split(|&c| c == 0x0A).enumerate() {
            let mut found = Vec::new();
            if !line.is_empty() && !read_line(line, at, paragraph as u32, doubtful, &mut found, &mut room) {
                asked.push(Question { kind: LINE, number: paragraph as u32, start: at, end: at + line.len() as u32 });
            }
            lines.push(found);
            at += line.len() as u32 + 1;
        }
        Draft {
            text: text.to_vec(),
            own: Vec::new(),
            asked,
            sayings: None,
            laid_out: None,
            heads: Vec::new(),
            judged: Vec::new(),
            lines,
            answers: Vec::new(),
        }
    }

    /// The keys of the own sentences.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.own.iter().map(|piece| piece.key)
    }

    /// Take what Python read in a line.
    pub fn answer_line(&mut self, paragraph: usize, pieces: &[Piece]) {
        if let Some(line) = self.lines.get_mut(paragraph) {
            *line = pieces.to_vec();
        }
    }

    /// Put the lines together; returns how much of the text is the page's and how much the story's.
    pub fn finish(&mut self) -> Division {
        let mut division = Division { page: 0, said: 0 };
        for piece in self.lines.iter().flatten() {
            let size = (piece.end - piece.start) as usize;
            if piece.furniture != 0 {
                division.page += size;
            } else {
                division.said += size;
            }
        }
        self.own =
            self.lines.iter().flatten().filter(|piece| piece.furniture == 0).take(MOST_SENTENCES).copied().collect();
        self.lines = Vec::new();
        self.asked.clear();
        self.answers = vec![None; self.own.len()];
        division
    }

    /// Keep only some of the sentences: the opening of a digest.
    pub fn choose(&mut self, numbers: &[u32]) {
        let chosen = |n: &u32| *n as usize;
        self.own = numbers.iter().map(chosen).filter_map(|n| self.own.get(n).copied()).collect();
        self.answers = vec![None; self.own.len()];
        self.sayings = None;
        self.laid_out = None;
    }

    /// How many paragraphs the own sentences have; `heads` gets where those start that may open as an item of a list does.
    pub fn find_heads(&mut self) -> usize {
        let (mut paragraphs, mut last) = (0, None);
        self.heads.clear();
        for piece in &self.own {
            if last == Some(piece.paragraph) {
                continue;
            }
            last = Some(piece.paragraph);
            paragraphs += 1;
            let before = &self.text[..piece.start as usize];
            let at = before.iter().rposition(|&c| c == 0x0A).map_or(0, |place| place + 1);
            if may_head(&self.text, at) {
                self.heads.push(at as u32);
            }
        }
        paragraphs
    }

    /// Where its sentences stand in the text, neighbours joined.
    pub fn passages(&self) -> Vec<(u32, u32)> {
        let mut found: Vec<(u32, u32)> = Vec::new();
        for piece in &self.own {
            match found.last_mut() {
                Some(last) if self.text[last.1 as usize..piece.start as usize].iter().all(|&c| is_blank(c)) => {
                    last.1 = piece.end;
                }
                _ => found.push((piece.start, piece.end)),
            }
        }
        found
    }

    /// Take the terms of a sentence that Python read.
    pub fn answer_sentence(&mut self, number: usize, terms: &[i32]) {
        if let Some(answer) = self.answers.get_mut(number) {
            *answer = Some(terms.to_vec());
        }
    }

    /// Take that a sentence says that people may go back: it has that term too.
    pub fn answer_over(&mut self, number: usize, going_back: i32) {
        if let Some(Some(terms)) = self.answers.get_mut(number) {
            let place = terms.binary_search(&going_back).unwrap_or_else(|place| place);
            terms.insert(place, going_back);
        }
    }

    /// Look up the terms of the sentences; those of sentences said word for word in `told` are taken from there. What only Python can tell
    /// is asked; then this is to be called again.
    pub fn lay_out(&mut self, lexicon: &mut Lexicon, told: Option<&Told>) {
        if self.asked.is_empty() {
            lexicon.forget();
        }
        let mut asked = Vec::new();
        let mut made = Sayings::new();
        let mut room = Room::default();
        let by_key = told.map(|told| rows_by_key(&told.sayings));
        let mut terms = Vec::new();
        for (number, piece) in self.own.iter().enumerate() {
            let row = by_key.as_ref().and_then(|rows| rows.get(&piece.key));
            if let (Some(told), Some(&row)) = (told, row) {
                made.push(piece.key, told.sayings.terms(row));
                continue;
            }
            if let Some(answer) = &self.answers[number] {
                made.push(piece.key, answer);
                continue;
            }
            let sentence = &self.text[piece.start as usize..piece.end as usize];
            let mut ask = |kind, start, end| asked.push(Question { kind, number: number as u32, start, end });
            terms.clear();
            if !sentence.iter().all(|&c| is_known(c)) {
                ask(SENTENCE, piece.start, piece.end);
                continue;
            }
            let mut look = Look { sentence, lexicon, room: &mut room, over: false, joins: false, unknown: Vec::new() };
            look.up(&mut terms);
            for &(start, end, kind) in &look.unknown {
                ask(kind, piece.start + start as u32, piece.start + end as u32);
            }
            terms.sort_unstable();
            terms.dedup();
            made.push(piece.key, &terms);
            if look.unknown.is_empty() {
                if look.over && may_be_over(sentence) {
                    ask(OVER, piece.start, piece.end);
                }
                self.answers[number] = Some(terms.clone());
            }
        }
        if asked.is_empty() {
            self.sayings = Some(made);
        }
        self.asked = asked;
    }

    /// The article laid out for comparison, once; None where something is asked first. `told`: a story whose terms are taken for sentences that
    /// it has word for word.
    pub fn laid_out(
        &mut self,
        lexicon: &mut Lexicon,
        told: Option<&Told>,
        published: Option<i64>,
    ) -> Option<Arc<Told>> {
        if self.laid_out.is_none() {
            self.lay_out(lexicon, told);
            let sayings = self.sayings.take()?;
            let bringers = vec![0; sayings.len()];
            self.laid_out = Some(Arc::new(Told::new(sayings, bringers, published)));
        }
        self.laid_out.clone()
    }
}

/// The first sentence of each key.
fn rows_by_key(said: &Sayings) -> HashMap<u64, usize, BuildHasherDefault<Fnv>> {
    said.keys.iter().enumerate().rev().map(|(row, &key)| (key, row)).collect()
}
