//! What speaks for and against two texts being one story, as numbers (`kinship.measure`, `measures.py`).

use crate::align::{Alignment, ALIGNED};
use crate::forms::{Forms, FORM, LEAD, NEAR};
use crate::lazy::Lazy;
use crate::opening::shares_told;
use crate::sayings::anchor_weight;
use crate::step::{in_step, ordered, STEP_ORDER, STEP_PAIRS};
use crate::sums::{marked, pairwise, total};
use crate::told::Told;

/// Share of a sentence found in one passage of the story below which it is the article's own.
const OWN: f32 = 0.25;
/// Sentences in which a text names a country that it is about.
const REPEATED: usize = 2;

/// The article laid beside the story (`measures.Measures`). What not every rule asks for is made when first asked for.
pub struct Measures {
    pub alignment: Alignment,
    pub near: Vec<bool>,
    told_near: Vec<bool>,
    pub verbatim: f64,
    pub back_verbatim: f64,
    pub inside: f64,
    pub coverage: f64,
    pub back_coverage: f64,
    own: Lazy<f64>,
    rest: Lazy<f64>,
    opening: Lazy<f64>,
    formed: Lazy<f64>,
    disordered: Lazy<bool>,
    leads_apart: Lazy<bool>,
    in_step: Lazy<bool>,
    forms: Lazy<Forms>,
}

impl Measures {
    /// Measure what every rule asks for (`kinship.measure`).
    pub fn of(alignment: Alignment) -> Measures {
        let (mine, told) = (&*alignment.mine, &*alignment.told);
        let weight = mine.weight();
        let near = or_at_least(&alignment.exact, &alignment.likeness, NEAR);
        let told_near: Vec<bool> = alignment.back_likeness.iter().map(|&likeness| likeness >= NEAR).collect();
        let shared = shared(&alignment);
        Measures {
            verbatim: marked(&mine.row_weights, &near) / weight,
            back_verbatim: marked(&told.row_weights, &told_near) / told.weight(),
            inside: weighed(&mine.row_weights, &shares_told(&alignment)) / weight,
            coverage: shared / f64::from(mine.anchors()).max(1.0),
            back_coverage: shared / f64::from(told.anchors()).max(1.0),
            near,
            told_near,
            alignment,
            own: Lazy::new(),
            rest: Lazy::new(),
            opening: Lazy::new(),
            formed: Lazy::new(),
            disordered: Lazy::new(),
            leads_apart: Lazy::new(),
            in_step: Lazy::new(),
            forms: Lazy::new(),
        }
    }

    /// Weight of the article's names and figures.
    pub fn anchors(&self) -> f64 {
        f64::from(self.alignment.mine.anchors())
    }

    /// Share of what the story's sentences say that one passage of the article says.
    pub fn back_inside(&self) -> f64 {
        let told = &self.alignment.told;
        weighed(&told.row_weights, &self.alignment.back) / told.weight()
    }

    /// Share of the article in sentences of its own.
    pub fn own(&self) -> f64 {
        self.own.get(|| self.share(&own(&self.alignment)))
    }

    /// Coverage of the sentences that are not word for word.
    pub fn rest(&self) -> f64 {
        self.rest.get(|| rest(&self.alignment, &self.near))
    }

    /// Names and figures in the sentences word for word with which both begin.
    pub fn opening(&self) -> f64 {
        self.opening.get(|| opening(&self.alignment, &self.near))
    }

    /// Share of the article in sentences of one form with the story's.
    pub fn formed(&self) -> f64 {
        self.formed.get(|| self.share(&or_at_least(&self.alignment.exact, &self.alignment.likeness, FORM)))
    }

    /// Whether the article tells what the two have in common in another order.
    pub fn disordered(&self) -> bool {
        self.disordered.get(|| disordered(&self.alignment))
    }

    /// Whether opening and closing are shared, and the middle is not.
    pub fn framed(&self) -> bool {
        framed(&self.near, &self.told_near)
    }

    /// Whether neither text has the other's first sentences, and the words in common are interrupted.
    pub fn leads_apart(&self) -> bool {
        self.leads_apart.get(|| leads_apart(&self.alignment, &self.near, &self.told_near))
    }

    /// Whether the article tells the story's facts in the story's order, with its figures or names.
    pub fn in_step(&self) -> bool {
        self.in_step.get(|| in_step(&self.alignment, self.coverage, self.back_coverage))
    }

    /// A country that the article names in several sentences and the story nowhere, and one the other way round.
    pub fn countries(&self) -> Option<(i32, i32)> {
        countries(&self.alignment.mine, &self.alignment.told)
    }

    /// What sentences of one form say of each other.
    pub fn forms(&self) -> Forms {
        self.forms.get(|| Forms::of(&self.alignment))
    }

    /// What the marked sentences of the article weigh, of all.
    fn share(&self, marks: &[bool]) -> f64 {
        let mine = &self.alignment.mine;
        marked(&mine.row_weights, marks) / mine.weight()
    }
}

fn or_at_least(exact: &[bool], likeness: &[f32], least: f32) -> Vec<bool> {
    exact.iter().zip(likeness).map(|(&exact, &likeness)| exact || likeness >= least).collect()
}

/// The sum of shares, each times what its sentence weighs, added as numpy adds.
fn weighed(weights: &[f32], shares: &[f32]) -> f64 {
    let products: Vec<f32> = weights.iter().zip(shares).map(|(weight, share)| weight * share).collect();
    f64::from(pairwise(&products))
}

/// What the names and figures are worth that both have.
fn shared(alignment: &Alignment) -> f64 {
    let terms = alignment.mine.vocabulary.iter().zip(&alignment.known);
    let known = terms.filter(|(_, &known)| known);
    f64::from(total(known.map(|(&term, _)| anchor_weight(term))))
}

/// The sentences of which the story tells hardly anything, or that stand beside none of the story's (`Measures.own`).
fn own(alignment: &Alignment) -> Vec<bool> {
    let inside = &alignment.inside;
    let mut own: Vec<bool> = inside.iter().map(|&share| share < OWN).collect();
    if own.len() >= STEP_PAIRS {
        let several = alignment.told.bringers() > 1;
        let mut beside: Vec<bool> = inside.iter().map(|&share| several && share >= ALIGNED).collect();
        for pair in &alignment.pairs {
            beside[pair[0] as usize] = true;
        }
        own.iter_mut().zip(&beside).for_each(|(own, beside)| *own |= !beside);
    }
    own.iter_mut().zip(&alignment.exact).for_each(|(own, exact)| *own &= !exact);
    own
}

/// Whether the article tells what the two have in common in another order (`Measures.disordered`).
fn disordered(alignment: &Alignment) -> bool {
    let several = alignment.mine.bringers() > 1 || alignment.told.bringers() > 1;
    !several && alignment.pairs.len() >= STEP_PAIRS && ordered(&alignment.pairs) < STEP_ORDER
}

/// Coverage of the names and figures outside the sentences word for word; 1 where nothing is outside (`measures._rest`).
fn rest(alignment: &Alignment, near: &[bool]) -> f64 {
    if near.iter().all(|&near| near) {
        return 1.0;
    }
    let mine = &alignment.mine;
    let mut outside = vec![false; mine.vocabulary.len()];
    for number in (0..near.len()).filter(|&number| !near[number]) {
        for &place in mine.places_of(number) {
            outside[place as usize] = true;
        }
    }
    let (mut known, mut whole) = (0.0_f32, 0.0_f32);
    for ((&term, &outside), &here) in mine.vocabulary.iter().zip(&outside).zip(&alignment.known) {
        let worth = if outside { anchor_weight(term) } else { 0.0 };
        whole += worth;
        known += if here { worth } else { 0.0 };
    }
    f64::from(known) / f64::from(whole).max(1.0)
}

/// Weight of the anchors in the article's first sentences as long as they are the story's opening too (`measures._opening`).
fn opening(alignment: &Alignment, near: &[bool]) -> f64 {
    let first = (0..near.len()).take_while(|&number| near[number] && alignment.to_opening(number) >= FORM);
    let terms = first.flat_map(|number| alignment.mine.sayings.terms(number));
    f64::from(total(terms.map(|&term| anchor_weight(term))))
}

/// Whether opening and closing are shared, and the middle is not (`Measures.framed`).
fn framed(near: &[bool], told_near: &[bool]) -> bool {
    let all = |marks: &[bool]| marks.iter().all(|&mark| mark);
    let ends = near.first() == Some(&true) && near.last() == Some(&true);
    ends && !all(near) && !all(told_near)
}

/// Whether neither text has the other's first sentences, and the words in common are interrupted (`Measures.leads_apart`).
fn leads_apart(alignment: &Alignment, near: &[bool], told_near: &[bool]) -> bool {
    let interrupted = near.iter().skip_while(|&&near| !near).any(|&near| !near);
    let has_lead = |near: &[bool], shares: &[f32]| {
        near.iter().zip(shares).take(LEAD).any(|(&near, &share)| near || share >= ALIGNED)
    };
    interrupted && !has_lead(near, &alignment.inside) && !has_lead(told_near, &alignment.back)
}

/// The country that each text names in at least `REPEATED` sentences while the other never does (`measures._countries`).
fn countries(mine: &Told, told: &Told) -> Option<(i32, i32)> {
    Some((main_country(mine, told)?, main_country(told, mine)?))
}

/// The country a text names most often, among those that the other never names (`measures._main_country`).
fn main_country(text: &Told, other: &Told) -> Option<i32> {
    let (mut best, mut most) = (None, REPEATED - 1);
    for &(country, count) in text.countries() {
        let elsewhere = other.countries().binary_search_by_key(&country, |named| named.0).is_ok();
        if count > most && !elsewhere {
            best = Some(country);
            most = count;
        }
    }
    best
}
