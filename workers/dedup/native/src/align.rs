//! Laying the sentences of an article beside those of a story (`align.py`).

use std::sync::Arc;

use crate::sayings::kind;
use crate::told::{Told, KIND_WEIGHT};

/// Share of a sentence found in a passage from which it tells what the passage tells.
pub const ALIGNED: f32 = 0.5;
/// Likeness from which sentences that are each the other's nearest tell the same.
pub const PAIRED: f32 = 0.15;

/// The place of a term that the other text has not.
pub const NOWHERE: u32 = u32::MAX;
/// How many times as large a vocabulary is to be, for the smaller one's terms to be searched in it.
const SEARCHED: usize = 16;

/// An article's sentences beside a story's (`align.Alignment`).
pub struct Alignment {
    pub mine: Arc<Told>,
    pub told: Arc<Told>,
    /// Which sentences the story has said word for word.
    pub exact: Vec<bool>,
    /// Which of the article's vocabulary the story has anywhere.
    pub known: Vec<bool>,
    /// Dice coefficients (sentences of the article, of the story), row by row.
    pub likenesses: Vec<f32>,
    /// The story's sentence most like each of the article's.
    pub nearest: Vec<i64>,
    /// Dice coefficient with that sentence.
    pub likeness: Vec<f32>,
    /// Share of each sentence found in one passage of the story.
    pub inside: Vec<f32>,
    /// Share of each of the story's sentences found in one passage of the article.
    pub back: Vec<f32>,
    /// Dice coefficient of each of the story's sentences with the article's most like it.
    pub back_likeness: Vec<f32>,
    /// The sentences that are each the other's nearest and alike enough.
    pub pairs: Vec<[i64; 2]>,
    /// The place in the story's vocabulary of each term of the article's.
    in_told: Vec<u32>,
    /// The place in the article's vocabulary of each term of the story's.
    in_mine: Vec<u32>,
}

impl Alignment {
    /// Lay an article's sentences beside a story's; both have at least one (`align.align`).
    pub fn new(mine: Arc<Told>, told: Arc<Told>) -> Self {
        let (in_told, in_mine) = places_in_each_other(&mine.vocabulary, &told.vocabulary);
        let common = Common::of(&mine, &told, &in_told);
        let (safe, told_safe) = (mine.safe_weights(), told.safe_weights());
        let inside = common.inside(&safe);
        let back = common.back(&told_safe);
        let likenesses = common.likenesses(&safe, &told_safe);
        let (nearest, likeness) = nearest_in_rows(&likenesses, told.len());
        let (backward, back_likeness) = nearest_in_columns(&likenesses, told.len());
        Alignment {
            exact: mine.sayings.keys.iter().map(|&key| told.says(key)).collect(),
            known: in_told.iter().map(|&place| place != NOWHERE).collect(),
            pairs: pairs(&nearest, &likeness, &backward),
            mine,
            told,
            likenesses,
            nearest,
            likeness,
            inside,
            back,
            back_likeness,
            in_told,
            in_mine,
        }
    }

    /// The story's sentence most like one of the article.
    pub fn nearest_of(&self, number: usize) -> usize {
        self.nearest[number] as usize
    }

    /// Whether the article has a term of the story's vocabulary anywhere.
    pub fn mine_has(&self, place: u32) -> bool {
        self.in_mine[place as usize] != NOWHERE
    }

    /// Whether a passage of the story has a term of the article's vocabulary.
    pub fn in_passage_of_told(&self, place: u32, passage: (usize, usize)) -> bool {
        stands(&self.told, self.in_told[place as usize], passage)
    }

    /// Whether a passage of the article has a term of the story's vocabulary.
    pub fn in_passage_of_mine(&self, place: u32, passage: (usize, usize)) -> bool {
        stands(&self.mine, self.in_mine[place as usize], passage)
    }

    /// Dice coefficient of a sentence with the story's first two, the better one (`Alignment.to_opening`).
    pub fn to_opening(&self, number: usize) -> f32 {
        let width = self.told.len();
        let row = &self.likenesses[number * width..(number + 1) * width];
        row.iter().take(2).fold(0.0, |best, &likeness| larger(best, likeness))
    }
}

/// A sentence and its neighbours, from the first up to the last.
pub fn around(number: usize) -> (usize, usize) {
    (number.saturating_sub(1), number + 2)
}

/// Whether a term, by its place, stands in a passage.
fn stands(text: &Told, place: u32, passage: (usize, usize)) -> bool {
    place != NOWHERE && text.stands(place as usize, passage)
}

/// The place of each term of either vocabulary in the other (`Told.known_to`).
fn places_in_each_other(mine: &[i32], told: &[i32]) -> (Vec<u32>, Vec<u32>) {
    let (mut in_told, mut in_mine) = (vec![NOWHERE; mine.len()], vec![NOWHERE; told.len()]);
    let mut meet = |here: usize, there: usize| {
        in_told[here] = there as u32;
        in_mine[there] = here as u32;
    };
    if told.len() > SEARCHED * mine.len() {
        search(mine, told, meet);
    } else if mine.len() > SEARCHED * told.len() {
        search(told, mine, |there, here| meet(here, there));
    } else {
        merge(mine, told, meet);
    }
    (in_told, in_mine)
}

/// Walk along two sorted vocabularies of about one size.
fn merge(mine: &[i32], told: &[i32], mut meet: impl FnMut(usize, usize)) {
    let (mut here, mut there) = (0, 0);
    while here < mine.len() && there < told.len() {
        let (own, other) = (mine[here], told[there]);
        if own == other {
            meet(here, there);
        }
        here += usize::from(own <= other);
        there += usize::from(other <= own);
    }
}

/// Search a few sorted terms in many.
fn search(few: &[i32], many: &[i32], mut meet: impl FnMut(usize, usize)) {
    let mut start = 0;
    for (place, term) in few.iter().enumerate() {
        start += many[start..].partition_point(|other| other < term);
        if many.get(start) == Some(term) {
            meet(place, start);
        }
    }
}

/// What sentences have in common: matrices (sentences of the article, of the story), row by row. All weights are whole, so that sums are exact.
struct Common {
    /// Sentences of the story.
    width: usize,
    /// What the terms weigh that both sentences have.
    weights: Vec<f32>,
    /// Of these, those that the story's next sentence has as well.
    and_next_told: Vec<f32>,
    /// Of these, those that the article's next sentence has as well.
    and_next_mine: Vec<f32>,
}

impl Common {
    fn of(mine: &Told, told: &Told, in_told: &[u32]) -> Self {
        let (width, size) = (told.len(), mine.len() * told.len());
        let mut common =
            Common { width, weights: vec![0.0; size], and_next_told: vec![0.0; size], and_next_mine: vec![0.0; size] };
        for (place, &there) in in_told.iter().enumerate() {
            if there != NOWHERE {
                let weight = KIND_WEIGHT[kind(mine.vocabulary[place]) as usize];
                common.add(weight, mine.holders(place), told.holders(there as usize));
            }
        }
        common
    }

    /// Add one term that both texts have.
    fn add(&mut self, weight: f32, rows: &[u32], columns: &[u32]) {
        let next = columns.windows(2).any(follow);
        for (at, &row) in rows.iter().enumerate() {
            let start = row as usize * self.width;
            let line = start..start + self.width;
            add_to(&mut self.weights[line.clone()], columns, weight);
            if next {
                let twice = &mut self.and_next_told[line.clone()];
                for two in columns.windows(2).filter(|two| follow(two)) {
                    twice[two[0] as usize] += weight;
                }
            }
            if rows.get(at + 1) == Some(&(row + 1)) {
                add_to(&mut self.and_next_mine[line], columns, weight);
            }
        }
    }

    /// Share of each sentence of the article found in one passage of the story (`align._inside`).
    fn inside(&self, safe: &[f32]) -> Vec<f32> {
        let rows = self.weights.chunks_exact(self.width).zip(self.and_next_told.chunks_exact(self.width));
        rows.zip(safe).map(|((row, twice), safe)| most_in_passage(row, twice) / safe).collect()
    }

    /// Share of each sentence of the story found in one passage of the article.
    fn back(&self, safe: &[f32]) -> Vec<f32> {
        let width = self.width;
        if self.weights.len() == width {
            return self.weights.iter().zip(safe).map(|(found, safe)| found / safe).collect();
        }
        let mut most = vec![0.0; width];
        let rows = self.weights.chunks_exact(width);
        let both = rows.clone().zip(rows.skip(1)).zip(self.and_next_mine.chunks_exact(width));
        for ((row, next), twice) in both {
            for (((most, here), there), twice) in most.iter_mut().zip(row).zip(next).zip(twice) {
                *most = larger(*most, here + there - twice);
            }
        }
        most.iter().zip(safe).map(|(found, safe)| found / safe).collect()
    }

    /// Dice coefficients.
    fn likenesses(mut self, safe: &[f32], told_safe: &[f32]) -> Vec<f32> {
        for (row, own) in self.weights.chunks_exact_mut(self.width).zip(safe) {
            for (value, other) in row.iter_mut().zip(told_safe) {
                *value = 2.0 * *value / (own + other);
            }
        }
        self.weights
    }
}

/// Whether two sentences stand one after the other.
fn follow(two: &[u32]) -> bool {
    two[0] + 1 == two[1]
}

fn add_to(row: &mut [f32], columns: &[u32], weight: f32) {
    for &column in columns {
        row[column as usize] += weight;
    }
}

fn larger(one: f32, other: f32) -> f32 {
    if other > one {
        other
    } else {
        one
    }
}

/// What a sentence has in common with the passage, one sentence or two neighbours, that it has most in common with.
fn most_in_passage(row: &[f32], twice: &[f32]) -> f32 {
    if row.len() == 1 {
        return row[0];
    }
    let passages = row.iter().zip(&row[1..]).zip(twice);
    passages.fold(0.0, |most, ((here, there), twice)| larger(most, here + there - twice))
}

/// The first largest of each row, and how large it is.
fn nearest_in_rows(likenesses: &[f32], width: usize) -> (Vec<i64>, Vec<f32>) {
    let nearest = likenesses.chunks_exact(width).map(|row| {
        let best = row.iter().fold(0.0, |best, &value| larger(best, value));
        let place = row.iter().position(|&value| value == best).unwrap_or(0);
        (place as i64, best)
    });
    nearest.unzip()
}

/// The first largest of each column, and how large it is.
fn nearest_in_columns(likenesses: &[f32], width: usize) -> (Vec<u32>, Vec<f32>) {
    let (mut places, mut best) = (vec![0; width], vec![0.0; width]);
    for (number, row) in likenesses.chunks_exact(width).enumerate() {
        for ((place, best), &value) in places.iter_mut().zip(&mut best).zip(row) {
            let better = value > *best;
            *place = if better { number as u32 } else { *place };
            *best = if better { value } else { *best };
        }
    }
    (places, best)
}

/// The sentences that are each the other's nearest and alike enough to tell the same (`Alignment.pairs`).
fn pairs(nearest: &[i64], likeness: &[f32], backward: &[u32]) -> Vec<[i64; 2]> {
    let paired = |number: usize| backward[nearest[number] as usize] as usize == number && likeness[number] >= PAIRED;
    (0..nearest.len()).filter(|&number| paired(number)).map(|number| [number as i64, nearest[number]]).collect()
}
