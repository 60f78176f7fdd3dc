//! An article as dedup reads it (`draft.Draft`): its own sentences, and their terms once they are asked for.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use crate::additions::Place;
use crate::asking::{Asking, LINE, OVER, SENTENCE, TOKEN};
use crate::chars::{is_blank, is_known};
use crate::hashes::Fnv;
use crate::heads::may_head;
use crate::lexicon::{Lexicon, Room};
use crate::look::{look_at, Sight};
use crate::sayings::Sayings;
use crate::sentences::{read_line, Piece, Scratch};
use crate::told::Told;

const MOST_SENTENCES: usize = 150;

/// What is asked: code points `start` to `end` are a line, a sentence or a token.
struct Question {
    kind: u32,
    number: u32,
    start: u32,
    end: u32,
}

/// Letters of a word and the blank after it: fewer than most have.
const LETTERS: usize = 6;

/// Times that single tokens of the sentences are asked: their answers are remembered, so once should do.
const ROUNDS: u32 = 2;

/// Numbers of an answer: of a line first one, then of each sentence so many.
const OF_LINE: usize = 1;
const OF_PIECE: usize = 5;

/// An article while it is decided on.
#[derive(Default)]
pub struct Draft {
    pub text: Vec<u32>,
    /// Its own sentences.
    pub own: Vec<Piece>,
    /// It says that it corrects an earlier version.
    pub corrects: bool,
    pub sayings: Option<Sayings>,
    /// It as it was laid out to decide on it.
    pub laid_out: Option<Arc<Told>>,
    pub heads: Vec<u32>,
    /// Places in the text that it was last told of: what is new, and what is repeated.
    pub judged: Vec<Place>,
    /// Code points that are the page's, and the story's.
    pub page: usize,
    pub said: usize,
    /// It may have a character that only Python knows.
    strange: bool,
    asked: Vec<Question>,
    answers: Vec<Option<Vec<i32>>>,
    /// The sentences as they were looked up before something was asked, and which are to be looked up again.
    looked_up: Option<Sayings>,
    open: Vec<bool>,
}

impl Draft {
    /// Read a text by its lines.
    pub fn read(text: Vec<u32>, asking: &Asking) -> Self {
        let mut draft = Draft::default();
        let mut pieces = Vec::new();
        let mut room = Scratch::default();
        let mut at = 0;
        for (paragraph, line) in text.split(|&c| c == 0x0A).enumerate() {
            if line.is_empty() {
                at += 1;
                continue;
            }
            match read_line(line, at, paragraph as u32, asking, &mut pieces, &mut room) {
                Some(corrects) => draft.corrects |= corrects,
                None => draft.ask_line(line, at, paragraph as u32, asking, &mut pieces),
            }
            at += line.len() as u32 + 1;
        }
        draft.text = text;
        draft.divide(pieces);
        draft
    }

    /// Have a line read by Python.
    fn ask_line(&mut self, line: &[u32], at: u32, paragraph: u32, asking: &Asking, pieces: &mut Vec<Piece>) {
        self.strange = true;
        let answer = asking.numbers(LINE, paragraph as usize, line, OF_LINE + OF_PIECE * line.len());
        self.corrects |= answer.first() == Some(&1);
        pieces.extend(answer.get(OF_LINE..).unwrap_or(&[]).chunks_exact(OF_PIECE).map(|piece| Piece {
            start: at + piece[0] as u32,
            end: at + piece[1] as u32,
            key: u64::from(piece[2] as u32) | u64::from(piece[3] as u32) << 32,
            furniture: piece[4] as u32,
            paragraph,
        }));
    }

    /// Tell its own sentences from the page's.
    fn divide(&mut self, pieces: Vec<Piece>) {
        for piece in &pieces {
            let size = (piece.end - piece.start) as usize;
            if piece.furniture != 0 {
                self.page += size;
            } else {
                self.said += size;
            }
        }
        self.own = pieces;
        self.own.retain(|piece| piece.furniture == 0);
        self.own.truncate(MOST_SENTENCES);
        self.answers = vec![None; self.own.len()];
        self.open = vec![false; self.own.len()];
    }

    /// The keys of the own sentences.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.own.iter().map(|piece| piece.key)
    }

    /// Keep only some of the sentences: the opening of a digest.
    pub fn choose(&mut self, numbers: &[u32]) {
        let chosen = |n: &u32| *n as usize;
        self.own = numbers.iter().map(chosen).filter_map(|n| self.own.get(n).copied()).collect();
        self.answers = vec![None; self.own.len()];
        self.open = vec![false; self.own.len()];
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
    pub fn passages(&self) -> Vec<Place> {
        let mut found: Vec<Place> = Vec::new();
        for piece in &self.own {
            match found.last_mut() {
                Some(last) if self.text[last[1] as usize..piece.start as usize].iter().all(|&c| is_blank(c)) => {
                    last[1] = piece.end;
                }
                _ => found.push([piece.start, piece.end]),
            }
        }
        found
    }

    /// Take that a sentence says that people may go back: it has that term too.
    fn note_over(&mut self, number: usize, going_back: i32) {
        if let Some(Some(terms)) = self.answers.get_mut(number) {
            if let Err(place) = terms.binary_search(&going_back) {
                terms.insert(place, going_back);
            }
        }
    }

    /// Ask what only Python can tell of the terms, and take in the answers.
    fn ask_terms(&mut self, asking: &Asking) {
        for question in std::mem::take(&mut self.asked) {
            let (number, text) = (question.number as usize, &self.text[question.start as usize..question.end as usize]);
            if question.kind == OVER {
                if asking.says(OVER, text) {
                    self.note_over(number, asking.rules.going_back);
                }
                continue;
            }
            let answer = asking.numbers(question.kind, number, text, text.len() + 1);
            if question.kind == SENTENCE {
                self.answers[number] = Some(answer);
            } else if let Some(&term) = answer.first() {
                lexicon_of(asking).learn(text, question.kind != TOKEN, term);
            }
        }
    }

    /// Look up the terms of the sentences, unless answering fails; those of sentences said word for word in `told` are taken from there.
    pub fn lay_out(&mut self, asking: &Asking, told: Option<&Told>) {
        lexicon_of(asking).forget();
        self.sayings = None;
        self.looked_up = None;
        for round in 0.. {
            self.look_up(lexicon_of(asking), asking.rules.going_back, told, round >= ROUNDS);
            self.ask_terms(asking);
            if self.sayings.is_some() || asking.failed() {
                break;
            }
        }
    }

    /// Look up the terms of the sentences, as far as nothing is to be asked first. `whole`: not single tokens are asked, but their sentences.
    fn look_up(&mut self, lexicon: &mut Lexicon, going_back: i32, told: Option<&Told>, whole: bool) {
        let mut asked = Vec::new();
        let mut made = Sayings::with_room(self.own.len(), self.text.len() / LETTERS);
        let before = self.looked_up.take();
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
            if let (Some(before), false) = (&before, self.open[number]) {
                made.push(piece.key, before.terms(number));
                continue;
            }
            let sentence = &self.text[piece.start as usize..piece.end as usize];
            let strange = self.strange && !sentence.iter().all(|&c| is_known(c));
            let unsure = look_at(sentence, lexicon, &mut room, &Sight { going_back, strange, whole }, &mut terms);
            made.push(piece.key, &terms);
            self.open[number] = !unsure.is_empty();
            for (start, end, kind) in unsure {
                if kind == OVER {
                    self.answers[number] = Some(terms.clone());
                }
                let (start, end) = (piece.start + start as u32, piece.start + end as u32);
                asked.push(Question { kind, number: number as u32, start, end });
            }
        }
        if asked.is_empty() {
            self.sayings = Some(made);
        } else {
            self.looked_up = Some(made);
        }
        self.asked = asked;
    }

    /// The article laid out for comparison, once; None where answering fails. `told`: a story whose terms are taken for sentences that it has
    /// word for word.
    pub fn laid_out(&mut self, asking: &Asking, told: Option<&Told>, published: Option<i64>) -> Option<Arc<Told>> {
        if self.laid_out.is_none() {
            self.lay_out(asking, told);
            let sayings = self.sayings.take()?;
            let bringers = vec![0; sayings.len()];
            self.laid_out = Some(Arc::new(Told::new(sayings, bringers, published)));
        }
        self.laid_out.clone()
    }
}

/// The tables of words, for no longer than nothing is asked: what Python is asked may look up words too.
fn lexicon_of<'a>(asking: &Asking<'a>) -> &'a mut Lexicon {
    unsafe { &mut (*asking.rules.tables).lexicon }
}

/// The first sentence of each key.
fn rows_by_key(said: &Sayings) -> HashMap<u64, usize, BuildHasherDefault<Fnv>> {
    said.keys.iter().enumerate().rev().map(|(row, &key)| (key, row)).collect()
}
