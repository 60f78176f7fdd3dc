//! Which stories share how much with an article (`search.py`, `scores.py`, `kinship.overlap`).

use crate::sayings::{anchor_weight, Sayings, ANCHOR_WEIGHT, KINDS, KIND_SHIFT};
use crate::window::Window;

const ODD: u32 = 2_654_435_761;
const PAIR_ODD: u32 = 2_246_822_519;
const SENTENCE: f64 = 3.0;
const PAIR: f64 = 2.0;
const ANCHOR: f64 = 1.0;
const HOPELESS: f64 = 0.4;
const LEAST_ANCHOR: f64 = 0.5;
const OPENING_SENTENCES: usize = 4;
pub const KEPT_SENTENCES: usize = 12;
const KEPT_ANCHORS: usize = 20;
const KEPT_PAIRS: usize = 16;
const LEAST_SCORE: f64 = 1.5;
const LIKELY: f64 = 0.2;
const LIKELY_SENTENCES: f64 = 2.0;
const SHORTEST: usize = 4;

/// The stories that an article's features led to: what its sentences found, and the scores by number of sentences.
pub struct Found {
    entries: Vec<(u64, u32)>,
    /// Story and number of sentences, by story.
    votes: Vec<(u64, f64)>,
    /// The stories with the highest scores, and the score.
    pub best: Vec<(u64, f64)>,
}

impl Found {
    /// Look for sentences by their keys.
    pub fn of_keys(keys: impl Iterator<Item = u64>, window: &Window, most: usize) -> Self {
        let mut entries = Vec::new();
        for (row, key) in keys.enumerate() {
            window.find((key ^ key >> 32) as u32, row as u32, &mut entries);
        }
        entries.sort_unstable();
        entries.dedup();
        let mut votes: Vec<(u64, f64)> = Vec::new();
        for &(story, _) in &entries {
            match votes.last_mut() {
                Some(last) if last.0 == story => last.1 += 1.0,
                _ => votes.push((story, 1.0)),
            }
        }
        let best = best(&votes, most);
        Found { entries, votes, best }
    }

    /// Score each story by the worth of the features that it shares with an article, each divided among all stories that share it.
    pub fn weigh(&mut self, said: &Sayings, window: &Window, most: usize) {
        let (singles, pairs) = anchor_features(said);
        let mut entries = self.entries.clone();
        let first = said.len();
        for (place, &feature) in pairs.iter().chain(&singles).enumerate() {
            window.find(feature, (first + place) as u32, &mut entries);
        }
        entries.sort_unstable();
        entries.dedup();
        let rows = first + pairs.len() + singles.len();
        entries.retain(|&(_, row)| (row as usize) < rows);
        let mut shared = vec![0u32; rows];
        entries.iter().for_each(|&(_, row)| shared[row as usize] += 1);
        let worth = |row: usize| {
            if row < first {
                SENTENCE
            } else if row < first + pairs.len() {
                PAIR
            } else {
                ANCHOR
            }
        };
        let mut scores: Vec<(u64, f64)> = Vec::new();
        for &(story, row) in &entries {
            let share = worth(row as usize) / f64::from(shared[row as usize]);
            match scores.last_mut() {
                Some(last) if last.0 == story => last.1 += share,
                _ => scores.push((story, share)),
            }
        }
        self.best = best(&scores, most);
    }

    /// The story that has said all sentences with these keys, and the last article that brought one of them first.
    pub fn copied(&self, keys: &[u64], window: &Window) -> Option<(u64, u32)> {
        let &(story, votes) = self.best.first()?;
        if 2.0 * votes < keys.len().min(KEPT_SENTENCES) as f64 {
            return None;
        }
        window.bringer_of_all(story, keys).map(|number| (story, number))
    }

    /// Of the stories with the highest scores those that an article of so many sentences is to be compared with.
    pub fn likely(&self, said: &Sayings, window: &Window) -> Vec<u64> {
        let enough = (LIKELY * said.len() as f64).min(LIKELY_SENTENCES);
        let mine = Anchors::of(said);
        let worth = |&&(story, score): &&(u64, f64)| {
            score >= LEAST_SCORE && (self.votes_of(story) >= enough || !mine.are_hopeless(&window.anchors(story)))
        };
        self.best.iter().filter(worth).map(|&(story, _)| story).collect()
    }

    /// How many sentences a story has in common.
    fn votes_of(&self, story: u64) -> f64 {
        self.votes.binary_search_by_key(&story, |&(story, _)| story).map_or(0.0, |place| self.votes[place].1)
    }
}

/// The highest scores, of equal ones the story with the lower number first. `scores`: by story.
fn best(scores: &[(u64, f64)], most: usize) -> Vec<(u64, f64)> {
    let mut found: Vec<(u64, f64)> = Vec::with_capacity(most + 1);
    for &(story, score) in scores {
        let place = found.iter().position(|&(_, other)| score > other).unwrap_or(found.len());
        if place < most {
            found.insert(place, (story, score));
            found.truncate(most);
        }
    }
    found
}

/// The features of the anchors and of pairs of them that stand in one sentence, each in the order first told.
fn anchor_features(said: &Sayings) -> (Vec<u32>, Vec<u32>) {
    let (mut singles, mut pairs) = (Vec::new(), Vec::new());
    for sentence in 0..said.len() {
        let mut before = None;
        for &term in said.terms(sentence).iter().filter(|&&term| anchor_weight(term) > 0.0) {
            let anchor = (term as u32).wrapping_mul(ODD);
            singles.push(anchor);
            if let Some(last) = before {
                pairs.push(u32::wrapping_mul(last, PAIR_ODD) ^ anchor);
            }
            before = Some(term as u32);
        }
    }
    (once(&singles), once(&pairs))
}

/// The different values, each where it first stands.
fn once(values: &[u32]) -> Vec<u32> {
    let mut order: Vec<(u32, u32)> = values.iter().enumerate().map(|(place, &value)| (value, place as u32)).collect();
    order.sort_unstable();
    order.dedup_by_key(|&mut (value, _)| value);
    order.sort_unstable_by_key(|&(_, place)| place);
    order.into_iter().map(|(value, _)| value).collect()
}

/// The features an article is kept under, sorted (`features.kept_features`).
pub fn kept_features(said: &Sayings) -> Vec<u32> {
    let long: Vec<u64> = (0..said.len()).filter(|&n| said.terms(n).len() >= SHORTEST).map(|n| said.keys[n]).collect();
    let keys = if long.is_empty() { &said.keys } else { &long };
    let (singles, pairs) = anchor_features(said);
    let mut chosen: Vec<u32> = keys.iter().take(KEPT_SENTENCES).map(|key| (key ^ key >> 32) as u32).collect();
    chosen.extend(singles.iter().take(KEPT_ANCHORS).chain(pairs.iter().take(KEPT_PAIRS)));
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

/// The different terms of sentences that tell of the event, sorted.
pub fn anchors(terms: &[i32]) -> Vec<i32> {
    let mut found: Vec<i32> = terms.iter().copied().filter(|&term| anchor_weight(term) > 0.0).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The names and figures of an article.
pub struct Anchors {
    all: Vec<i32>,
    /// Those of its opening, where it has more.
    opening: Option<Vec<i32>>,
}

impl Anchors {
    pub fn of(said: &Sayings) -> Self {
        let longer = said.len() > OPENING_SENTENCES;
        Anchors {
            all: anchors(&said.flat),
            opening: longer.then(|| anchors(&said.flat[..said.ends[OPENING_SENTENCES]])),
        }
    }

    /// Whether neither the article nor its opening has enough of them in common with a story to be compared (`Search._hopeless`).
    /// `theirs`: the story's, sorted.
    pub fn are_hopeless(&self, theirs: &[i32]) -> bool {
        overlap(&self.all, theirs) < HOPELESS
            && self.opening.as_ref().map_or(true, |opening| overlap(opening, theirs) < HOPELESS)
    }
}

fn overlap(mine: &[i32], theirs: &[i32]) -> f64 {
    let shared: Vec<i32> = mine.iter().copied().filter(|term| theirs.binary_search(term).is_ok()).collect();
    if (shared.len() as f64) < HOPELESS * LEAST_ANCHOR * mine.len().min(theirs.len()) as f64 {
        return 0.0;
    }
    let worth = |terms: &[i32]| {
        terms.iter().map(|&term| f64::from(ANCHOR_WEIGHT[(term >> KIND_SHIFT) as usize % KINDS])).sum::<f64>()
    };
    worth(&shared) / worth(mine).min(worth(theirs)).max(1.0)
}
