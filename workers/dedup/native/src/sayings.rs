//! The sentences of a text as dedup keeps and compares them (`sayings.py`).

pub const KIND_SHIFT: u32 = 16;
pub const KINDS: usize = 6;
pub const WORD: i32 = 0;
pub const NAME: i32 = 1;
pub const NUMBER: i32 = 2;
pub const DATE: i32 = 3;
pub const SMALL: i32 = 4;
pub const COUNTRY: i32 = 5;

/// What a term tells of the event, by kind (`sayings.ANCHOR_WEIGHT`).
pub const ANCHOR_WEIGHT: [f32; KINDS] = [0.0, 1.0, 1.0, 0.0, 0.5, 1.0];

pub fn kind(term: i32) -> i32 {
    term >> KIND_SHIFT
}

pub fn anchor_weight(term: i32) -> f32 {
    ANCHOR_WEIGHT[kind(term) as usize]
}

/// Sentences: their keys, and the terms of sentence `i`, sorted, at `flat[ends[i]..ends[i + 1]]`.
#[derive(Clone, Default)]
pub struct Sayings {
    pub keys: Vec<u64>,
    pub flat: Vec<i32>,
    pub ends: Vec<usize>,
}

impl Sayings {
    pub fn new() -> Self {
        Sayings { keys: Vec::new(), flat: Vec::new(), ends: vec![0] }
    }

    /// Room for so many sentences with so many terms together.
    pub fn with_room(sentences: usize, terms: usize) -> Self {
        let mut ends = Vec::with_capacity(sentences + 1);
        ends.push(0);
        Sayings { keys: Vec::with_capacity(sentences), flat: Vec::with_capacity(terms), ends }
    }

    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// The terms of one sentence.
    pub fn terms(&self, sentence: usize) -> &[i32] {
        &self.flat[self.ends[sentence]..self.ends[sentence + 1]]
    }

    /// The terms of the sentences from `first` up to `last`, which may lie beyond the end.
    pub fn between(&self, first: usize, last: usize) -> &[i32] {
        &self.flat[self.ends[first]..self.ends[last.min(self.len())]]
    }

    /// Add a sentence by its terms, sorted.
    pub fn push(&mut self, key: u64, terms: &[i32]) {
        self.keys.push(key);
        self.flat.extend_from_slice(terms);
        self.ends.push(self.flat.len());
    }

    /// The first sentences alone.
    pub fn first(&self, count: usize) -> Sayings {
        let end = self.ends[count];
        Sayings {
            keys: self.keys[..count].to_vec(),
            flat: self.flat[..end].to_vec(),
            ends: self.ends[..=count].to_vec(),
        }
    }
}
