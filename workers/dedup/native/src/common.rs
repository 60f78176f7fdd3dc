//! What the sentences of two texts have in common.

use crate::align::NOWHERE;
use crate::sayings::kind;
use crate::told::{Told, KIND_WEIGHT};

/// What sentences have in common: matrices (sentences of the article, of the story), row by row. All weights are whole, so that sums are exact.
pub struct Common {
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
    pub fn of(mine: &Told, told: &Told, in_told: &[u32]) -> Self {
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
    pub fn inside(&self, safe: &[f32]) -> Vec<f32> {
        let rows = self.weights.chunks_exact(self.width).zip(self.and_next_told.chunks_exact(self.width));
        rows.zip(safe).map(|((row, twice), safe)| most_in_passage(row, twice) / safe).collect()
    }

    /// Share of each sentence of the story found in one passage of the article.
    pub fn back(&self, safe: &[f32]) -> Vec<f32> {
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
    pub fn likenesses(mut self, safe: &[f32], told_safe: &[f32]) -> Vec<f32> {
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

/// The larger of two numbers; neither is NaN.
pub fn larger(one: f32, other: f32) -> f32 {
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
