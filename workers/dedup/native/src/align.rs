//! Laying the sentences of an article beside those of a story (`align.py`).

use std::sync::Arc;

use crate::common::{larger, Common};
use crate::told::Told;

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
        let back_likeness = largest_in_columns(&likenesses, told.len());
        Alignment {
            exact: mine.sayings.keys.iter().map(|&key| told.says(key)).collect(),
            known: in_told.iter().map(|&place| place != NOWHERE).collect(),
            pairs: pairs(&likenesses, &nearest, &likeness, &back_likeness),
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

    /// The same with the two texts exchanged.
    pub fn exchanged(&self) -> Alignment {
        let (mine, told) = (&self.mine, &self.told);
        let likenesses = transposed(&self.likenesses, told.len());
        let (nearest, likeness) = nearest_in_rows(&likenesses, mine.len());
        let mut pairs: Vec<[i64; 2]> = self.pairs.iter().map(|&[number, row]| [row, number]).collect();
        pairs.sort_unstable();
        Alignment {
            exact: told.sayings.keys.iter().map(|&key| mine.says(key)).collect(),
            known: self.in_mine.iter().map(|&place| place != NOWHERE).collect(),
            pairs,
            mine: told.clone(),
            told: mine.clone(),
            likenesses,
            nearest,
            likeness,
            inside: self.back.clone(),
            back: self.inside.clone(),
            back_likeness: self.likeness.clone(),
            in_told: self.in_mine.clone(),
            in_mine: self.in_told.clone(),
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

/// The first largest of each row, and how large it is.
fn nearest_in_rows(likenesses: &[f32], width: usize) -> (Vec<i64>, Vec<f32>) {
    let nearest = likenesses.chunks_exact(width).map(|row| {
        let best = row.iter().fold(0.0, |best, &value| larger(best, value));
        let place = row.iter().position(|&value| value == best).unwrap_or(0);
        (place as i64, best)
    });
    nearest.unzip()
}

/// How large the largest of each column is.
fn largest_in_columns(likenesses: &[f32], width: usize) -> Vec<f32> {
    let mut best = vec![0.0; width];
    for row in likenesses.chunks_exact(width) {
        for (best, &value) in best.iter_mut().zip(row) {
            *best = larger(*best, value);
        }
    }
    best
}

/// A matrix, row by row, with its rows as columns.
fn transposed(matrix: &[f32], width: usize) -> Vec<f32> {
    (0..width).flat_map(|column| matrix.iter().skip(column).step_by(width).copied()).collect()
}

/// The sentences that are each the other's nearest and alike enough to tell the same (`Alignment.pairs`).
fn pairs(likenesses: &[f32], nearest: &[i64], likeness: &[f32], back_likeness: &[f32]) -> Vec<[i64; 2]> {
    let width = back_likeness.len();
    let paired = |&number: &usize| {
        let (best, row) = (likeness[number], nearest[number] as usize);
        let earlier = || likenesses[row..].iter().step_by(width).take(number).any(|&other| other == best);
        best >= PAIRED && best == back_likeness[row] && !earlier()
    };
    (0..nearest.len()).filter(paired).map(|number| [number as i64, nearest[number]]).collect()
}
