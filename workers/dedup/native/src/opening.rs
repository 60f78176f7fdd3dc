//! Pages of several stories without a digest's form (`opening.py`).

use crate::align::{Alignment, ALIGNED};
use crate::kinship::OPENING_ANCHORS;
use crate::sayings::anchor_weight;
use crate::sums::total;

const LEAST_SENTENCES: usize = 4;
const HALF_TOLD: f32 = 0.3;
const OTHER_MASS: f64 = 0.25;
const OTHER_COVERAGE: f64 = 0.17;
const SUBSTANCE: f32 = 1.5;
const LEAST_OTHERS: usize = 2;
const UNLIKE: f32 = 0.25;

/// How many of an article's first sentences are about the story where all the others are about something else (`opening.opening_end`).
pub fn opening_end(alignment: &Alignment, paragraphs: Option<&[i64]>) -> Option<usize> {
    let mine = &alignment.mine;
    let size = mine.len();
    if size < LEAST_SENTENCES {
        return None;
    }
    let told = shares_told(alignment);
    let end = end_of_most(&mine.row_weights, &told);
    if end == size || highest(&told[end..]) >= ALIGNED || highest(&told[..end]) < ALIGNED {
        return None;
    }
    let weight = |weights: &[f32]| f64::from(total(weights.iter().copied()));
    if weight(&mine.row_weights[end..]) < OTHER_MASS * weight(&mine.row_weights) {
        return None;
    }
    let opening = mine.sayings.between(0, end).iter();
    if f64::from(total(opening.map(|&term| anchor_weight(term)))) < OPENING_ANCHORS {
        return None;
    }
    let rest = Rest::of(alignment, end);
    if f64::from(rest.known) > OTHER_COVERAGE * f64::from(rest.worth) {
        return None;
    }
    let cut = paragraphs.filter(|of| of.len() == size && of[end] != of[end - 1]);
    let others = match cut {
        Some(of) if rest.known == 0.0 && highest(&told[end..]) < UNLIKE => {
            substantial(&by_paragraph(&rest.unknown, &of[end..]))
        }
        _ => substantial(&rest.unknown),
    };
    (others >= LEAST_OTHERS).then_some(end)
}

/// What the story tells of each sentence of the article, 1 where it has it word for word.
pub fn shares_told(alignment: &Alignment) -> Vec<f32> {
    let both = alignment.exact.iter().zip(&alignment.inside);
    both.map(|(&exact, &inside)| if exact { 1.0 } else { inside }).collect()
}

/// The number of first sentences that are for being about the story by most.
fn end_of_most(weights: &[f32], told: &[f32]) -> usize {
    let (mut sum, mut most, mut end) = (0.0, f32::NEG_INFINITY, 1);
    for (number, (weight, told)) in weights.iter().zip(told).enumerate() {
        sum += weight * (told - HALF_TOLD);
        if sum > most {
            most = sum;
            end = number + 1;
        }
    }
    end
}

fn highest(values: &[f32]) -> f32 {
    values.iter().fold(0.0, |most, &value| if value > most { value } else { most })
}

/// What the names and figures behind the opening are worth.
struct Rest {
    worth: f32,
    /// Those that the story has.
    known: f32,
    /// Those of each sentence that it has not.
    unknown: Vec<f32>,
}

impl Rest {
    fn of(alignment: &Alignment, end: usize) -> Self {
        let mine = &alignment.mine;
        let mut rest = Rest { worth: 0.0, known: 0.0, unknown: Vec::new() };
        for number in end..mine.len() {
            let mut unknown = 0.0;
            for (&term, &place) in mine.sayings.terms(number).iter().zip(mine.places_of(number)) {
                let worth = anchor_weight(term);
                rest.worth += worth;
                *(if alignment.known[place as usize] { &mut rest.known } else { &mut unknown }) += worth;
            }
            rest.unknown.push(unknown);
        }
        rest
    }
}

/// The sums over the sentences of each paragraph.
fn by_paragraph(values: &[f32], paragraphs: &[i64]) -> Vec<f32> {
    let mut sums: Vec<(i64, f32)> = Vec::new();
    for (&value, &paragraph) in values.iter().zip(paragraphs) {
        match sums.iter_mut().find(|(other, _)| *other == paragraph) {
            Some((_, sum)) => *sum += value,
            None => sums.push((paragraph, value)),
        }
    }
    sums.into_iter().map(|(_, sum)| sum).collect()
}

fn substantial(unknown: &[f32]) -> usize {
    unknown.iter().filter(|&&worth| worth >= SUBSTANCE).count()
}
