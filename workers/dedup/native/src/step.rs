//! Texts in step: the same facts in the same order (`step.py`).

use crate::align::Alignment;
use crate::sayings::{anchor_weight, kind, NUMBER};
use crate::sums::total;

const STEP_COVERAGE: f64 = 0.33;
const STEP_NAMES: f64 = 0.55;
pub const STEP_PAIRS: usize = 4;
const STEP_MASS: f64 = 0.6;
pub const STEP_ORDER: f64 = 0.8;
const STEP_WHOLE: f64 = 0.8;
const STEP_NAMED_PAIRS: usize = 6;
const STEP_FIGURES: usize = 3;
const STEP_FIGURE_SHARE: f64 = 0.75;

/// Whether two texts tell the same facts in the same order and have the figures or the names in common (`step.in_step`).
pub fn in_step(alignment: &Alignment, coverage: f64, back_coverage: f64) -> bool {
    let pairs = &alignment.pairs;
    if coverage.min(back_coverage) < STEP_COVERAGE || pairs.len() < STEP_PAIRS {
        return false;
    }
    let weights = &alignment.mine.row_weights;
    let mass = total(pairs.iter().map(|pair| weights[pair[0] as usize]));
    let paired = f64::from(mass) / f64::from(total(weights.iter().copied()));
    if paired < STEP_MASS || ordered(pairs) < STEP_ORDER {
        return false;
    }
    let whole = paired >= STEP_WHOLE;
    if figures_agree(alignment, STEP_FIGURES - usize::from(whole)) {
        return true;
    }
    if !whole || coverage < STEP_NAMES || pairs.len() < STEP_NAMED_PAIRS {
        return false;
    }
    back_coverage >= STEP_NAMES || trimmed_coverage(alignment) >= STEP_NAMES
}

/// Share of the story's names and figures that the article has, up to the last sentence paired (`step._trimmed_coverage`).
fn trimmed_coverage(alignment: &Alignment) -> f64 {
    let told = &alignment.told;
    let end = alignment.pairs.iter().map(|pair| pair[1] as usize + 1).max().unwrap_or(0);
    let (mut known, mut whole) = (0.0_f32, 0.0_f32);
    for (place, &term) in told.vocabulary.iter().enumerate() {
        if told.holders(place).first().map_or(false, |&first| (first as usize) < end) {
            let worth = anchor_weight(term);
            whole += worth;
            known += if alignment.mine_has(place as u32) { worth } else { 0.0 };
        }
    }
    f64::from(known) / f64::from(whole).max(1.0)
}

/// Share of the paired sentences, of which there is one, that stand in the story's order (`step.ordered`).
pub fn ordered(pairs: &[[i64; 2]]) -> f64 {
    rising(pairs) as f64 / pairs.len() as f64
}

fn figures_agree(alignment: &Alignment, least: usize) -> bool {
    let (mine, told) = (&alignment.mine.vocabulary, &alignment.told.vocabulary);
    let known = mine.iter().zip(&alignment.known);
    let shared = known.filter(|(&term, &known)| known && kind(term) == NUMBER).count();
    let most = figures(mine).max(figures(told));
    shared >= least && shared as f64 >= STEP_FIGURE_SHARE * most as f64
}

fn figures(vocabulary: &[i32]) -> usize {
    vocabulary.iter().filter(|&&term| kind(term) == NUMBER).count()
}

/// The length of the longest strictly rising subsequence of the story's sentences.
fn rising(pairs: &[[i64; 2]]) -> usize {
    let mut tails: Vec<i64> = Vec::with_capacity(pairs.len());
    for &[_, place] in pairs {
        let at = tails.partition_point(|&tail| tail < place);
        match tails.get_mut(at) {
            Some(tail) => *tail = place,
            None => tails.push(place),
        }
    }
    tails.len()
}
