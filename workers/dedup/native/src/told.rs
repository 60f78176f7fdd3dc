//! Sentences laid out for comparison (`align.Told`).

use crate::sayings::{anchor_weight, kind, Sayings, COUNTRY};
use crate::sums::total;

/// What a term counts for when sentences are compared, by kind (`align.KIND_WEIGHT`).
pub const KIND_WEIGHT: [f32; 6] = [1.0, 2.0, 2.0, 1.0, 1.0, 2.0];

/// Sentences of a story, or of an article. `bringer[i]` is the article that first said sentence `i`.
pub struct Told {
    pub sayings: Sayings,
    pub bringer: Vec<u64>,
    /// When its newest article was published, in milliseconds since 1970.
    pub published: Option<i64>,
    /// When the article that first said each sentence was published, as its signature has it; nothing where it has none.
    pub times: Vec<i64>,
    /// The different terms, sorted.
    pub vocabulary: Vec<i32>,
    /// What each sentence weighs.
    pub row_weights: Vec<f32>,
    /// The place in the vocabulary of each term of `sayings.flat`.
    pub places: Vec<u32>,
    /// The sentences that have term `v` of the vocabulary, rising: `holders[starts[v]..starts[v + 1]]`.
    holders: Vec<u32>,
    starts: Vec<u32>,
    /// The keys, sorted.
    keys: Vec<u64>,
    bringers: usize,
    anchors: f32,
    countries: Vec<(i32, usize)>,
}

impl Told {
    pub fn new(sayings: Sayings, bringer: Vec<u64>, published: Option<i64>) -> Self {
        let weight = |&term: &i32| KIND_WEIGHT[kind(term) as usize];
        let row_weights = (0..sayings.len()).map(|n| total(sayings.terms(n).iter().map(weight))).collect();
        let (vocabulary, places) = vocabulary(&sayings.flat);
        let (holders, starts) = holders(&sayings, &places, vocabulary.len());
        Told {
            keys: sorted(&sayings.keys),
            bringers: different(&bringer),
            anchors: total(vocabulary.iter().map(|&term| anchor_weight(term))),
            countries: countries(&sayings),
            sayings,
            bringer,
            published,
            times: Vec::new(),
            vocabulary,
            row_weights,
            places,
            holders,
            starts,
        }
    }

    /// The same with the times at which its articles were published.
    pub fn timed(mut self, times: Vec<i64>) -> Told {
        self.times = times;
        self
    }

    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.sayings.len()
    }

    /// How many articles said its sentences.
    pub fn bringers(&self) -> usize {
        self.bringers
    }

    /// What all of the vocabulary tells of the event.
    pub fn anchors(&self) -> f32 {
        self.anchors
    }

    /// The countries, sorted, each with the number of sentences that name it.
    pub fn countries(&self) -> &[(i32, usize)] {
        &self.countries
    }

    /// What all sentences weigh, 1 where that is nothing.
    pub fn weight(&self) -> f64 {
        let weight = total(self.row_weights.iter().copied());
        if weight == 0.0 {
            1.0
        } else {
            f64::from(weight)
        }
    }

    /// What each sentence weighs, at least 1 (`Told.safe_weights`).
    pub fn safe_weights(&self) -> Vec<f32> {
        self.row_weights.iter().map(|&weight| weight.max(1.0)).collect()
    }

    /// Whether it has a sentence of that key.
    pub fn says(&self, key: u64) -> bool {
        self.keys.binary_search(&key).is_ok()
    }

    /// The sentences that have a term, rising. `place`: in the vocabulary.
    pub fn holders(&self, place: usize) -> &[u32] {
        &self.holders[self.starts[place] as usize..self.starts[place + 1] as usize]
    }

    /// Whether a passage, from the first sentence up to the last, has a term.
    pub fn has_between(&self, term: i32, passage: (usize, usize)) -> bool {
        self.vocabulary.binary_search(&term).map_or(false, |place| self.stands(place, passage))
    }

    /// Whether a passage has a term of the vocabulary, by its place.
    pub fn stands(&self, place: usize, passage: (usize, usize)) -> bool {
        let holders = self.holders(place);
        let at = holders.partition_point(|&sentence| (sentence as usize) < passage.0);
        holders.get(at).map_or(false, |&sentence| (sentence as usize) < passage.1)
    }

    /// The places in the vocabulary of a sentence's terms.
    pub fn places_of(&self, sentence: usize) -> &[u32] {
        &self.places[self.sayings.ends[sentence]..self.sayings.ends[sentence + 1]]
    }

    /// The first sentences alone.
    pub fn first(&self, count: usize) -> Told {
        let count = count.min(self.len());
        let first =
            Told::new(self.sayings.first(count), self.bringer.iter().take(count).copied().collect(), self.published);
        first.timed(self.times.iter().take(count).copied().collect())
    }
}

fn sorted(values: &[u64]) -> Vec<u64> {
    let mut values = values.to_vec();
    values.sort_unstable();
    values
}

fn different(values: &[u64]) -> usize {
    let mut values = sorted(values);
    values.dedup();
    values.len()
}

/// The different terms, sorted, and the place among them of each term.
fn vocabulary(flat: &[i32]) -> (Vec<i32>, Vec<u32>) {
    let mut ordered: Vec<u64> = flat.iter().enumerate().map(|(at, &term)| (term as u64) << 32 | at as u64).collect();
    ordered.sort_unstable();
    let mut vocabulary: Vec<i32> = Vec::with_capacity(flat.len());
    let mut places = vec![0; flat.len()];
    for entry in ordered {
        let term = (entry >> 32) as i32;
        if vocabulary.last() != Some(&term) {
            vocabulary.push(term);
        }
        places[(entry & u64::from(u32::MAX)) as usize] = (vocabulary.len() - 1) as u32;
    }
    (vocabulary, places)
}

/// The sentences that have each term of the vocabulary, each sentence once, and where those of each term start.
fn holders(sayings: &Sayings, places: &[u32], terms: usize) -> (Vec<u32>, Vec<u32>) {
    let once = |visit: &mut dyn FnMut(usize, usize)| {
        let mut last = vec![usize::MAX; terms];
        for sentence in 0..sayings.len() {
            for &place in &places[sayings.ends[sentence]..sayings.ends[sentence + 1]] {
                let seen = &mut last[place as usize];
                if *seen != sentence {
                    *seen = sentence;
                    visit(place as usize, sentence);
                }
            }
        }
    };
    let mut starts = vec![0_u32; terms + 1];
    once(&mut |place, _| starts[place + 1] += 1);
    for place in 0..terms {
        starts[place + 1] += starts[place];
    }
    let mut next = starts.clone();
    let mut holders = vec![0; starts[terms] as usize];
    once(&mut |place, sentence| {
        holders[next[place] as usize] = sentence as u32;
        next[place] += 1;
    });
    (holders, starts)
}

/// The countries, sorted, each with the number of sentences that name it.
fn countries(sayings: &Sayings) -> Vec<(i32, usize)> {
    let mut named: Vec<i32> = sayings.flat.iter().copied().filter(|&term| kind(term) == COUNTRY).collect();
    named.sort_unstable();
    let mut counted: Vec<(i32, usize)> = Vec::new();
    for term in named {
        match counted.last_mut() {
            Some(last) if last.0 == term => last.1 += 1,
            _ => counted.push((term, 1)),
        }
    }
    counted
}
