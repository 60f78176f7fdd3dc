//! Are two texts one story? The rules that weigh what the measures say (`kinship.py`, which has them in words).

use std::ops::Deref;

use crate::align::Alignment;
use crate::measures::Measures;

const LATE_MS: u64 = 172_800_000;
const SILENCE_MS: u64 = 259_200_000;
const LEAST_AGREEMENT: f64 = 0.7;
const LEAST_FORM: f64 = 0.4;
const LEAST_FIXED: f64 = 0.3;
pub const NO_ROOM: f64 = 0.8;
const HOPELESS: f64 = 0.4;
const LEAST_COVERAGE: f64 = 0.5;
const LEAST_KINSHIP: f64 = 1.0;
const OPENING_KINSHIP: f64 = 1.35;
const LATE_KINSHIP: f64 = 1.4;
const LEAST_INSIDE: f64 = 0.43;
const DOUBT: f64 = 1.5;
const LEAST_REST: f64 = 0.43;
const OTHER_REST: f64 = 0.3;
const LEAST_MASS: f64 = 0.5;
const FRAMED: f64 = 0.65;
const MOST_OWN: f64 = 0.12;
const BRIEF: f64 = 0.65;
const LEAST_ANCHORS: f64 = 2.5;
pub const OPENING_ANCHORS: f64 = 6.0;
const INSTALMENT_OWN: f64 = 0.1;
const LEAST_REPRINT: f64 = 0.9;
const REPLACED: i64 = 2;

/// How an article and a story are related (`kinship.Kinship`): its measures, and what they say.
pub struct Kinship {
    measures: Measures,
    /// Only the opening of one of them is compared.
    opening_only: bool,
    /// The article is the first item of a digest.
    digest: bool,
}

impl Deref for Kinship {
    type Target = Measures;

    fn deref(&self) -> &Measures {
        &self.measures
    }
}

impl Kinship {
    /// Measure what speaks for one story.
    pub fn of(alignment: Alignment, opening_only: bool, digest: bool) -> Kinship {
        Kinship { measures: Measures::of(alignment), opening_only, digest }
    }

    /// Whether something forbids a merge.
    pub fn conflict(&self) -> bool {
        self.countries().is_some()
            || (self.leads_apart() && self.rest() < OTHER_REST)
            || self.replaces_names()
            || (self.late() && self.formed() >= LEAST_FORM && self.forms().anew())
            || (self.digest && self.formed() >= LEAST_FORM && self.forms().dated)
            || (self.long_silent() && !self.reprint())
            || self.refills_form()
    }

    /// Whether another name stands in its place in several sentences of the same form.
    fn replaces_names(&self) -> bool {
        let forms = self.forms();
        let replaced = if forms.lead_replaced { forms.replaced } else { 0 };
        replaced >= REPLACED && self.verbatim >= if self.in_step() { LEAST_MASS } else { LEAST_FIXED }
    }

    /// Whether the same form is filled in with other names, dates or figures.
    fn refills_form(&self) -> bool {
        if self.formed() < LEAST_FORM || self.most_covered() >= NO_ROOM {
            return false;
        }
        let forms = self.forms();
        forms.agreement() < LEAST_AGREEMENT || forms.redated() || forms.redirected
    }

    /// Whether something forbids a merge if the article corrects nothing.
    pub fn other_event(&self) -> bool {
        self.mass() >= LEAST_MASS && self.forms().reset
    }

    /// Whether something forbids a merge if these are official notices.
    pub fn other_notice(&self) -> bool {
        (self.mass() >= LEAST_MASS && self.forms().refilled)
            || (self.formed() >= LEAST_FORM && (self.forms().rematter || (self.late() && self.forms().dated)))
    }

    /// Whether it may be the next instalment of a form.
    pub fn instalment(&self) -> bool {
        self.most_covered() < NO_ROOM
            && self.formed() >= LEAST_FORM
            && self.forms().dated
            && self.forms().anew()
            && self.own() >= INSTALMENT_OWN
    }

    /// Whether something makes it one story.
    pub fn ground(&self) -> bool {
        let mass = self.mass();
        (mass >= LEAST_MASS && !(mass < FRAMED && self.framed()))
            || (self.anchors() >= LEAST_ANCHORS && self.tells())
            || (!self.late()
                && ((!self.opening_only && self.in_step()) || (self.opening() >= OPENING_ANCHORS && !self.framed())))
    }

    /// Whether the article tells what the story tells, in whatever words.
    fn tells(&self) -> bool {
        let sure = self.coverage * self.anchors() / (self.anchors() + DOUBT);
        let least = match (self.late(), self.opening_only) {
            (true, _) => LATE_KINSHIP,
            (false, true) => OPENING_KINSHIP,
            (false, false) => LEAST_KINSHIP,
        };
        self.coverage >= LEAST_COVERAGE
            && sure + self.inside >= least
            && self.inside >= LEAST_INSIDE
            && self.rest() >= LEAST_REST
            && !self.own_account()
    }

    /// Whether one of the two is the other word for word, no date, name or figure in it changed.
    fn reprint(&self) -> bool {
        self.mass() >= LEAST_REPRINT && !self.forms().altered()
    }

    /// Whether it tells the same event out of its own sources.
    fn own_account(&self) -> bool {
        if self.digest || self.in_step() {
            return false;
        }
        let own = self.own() >= MOST_OWN;
        if self.inside < BRIEF {
            own || self.disordered()
        } else {
            own && self.disordered()
        }
    }

    /// Share of the article that it has from the story in whatever words.
    pub fn retold(&self) -> f64 {
        if self.coverage >= NO_ROOM || !self.in_step() {
            self.coverage
        } else {
            1.0
        }
    }

    /// Whether the other direction cannot say otherwise: hardly anything is shared, or nearly all of it.
    pub fn plain(&self) -> bool {
        let most = self.most_covered();
        (most < HOPELESS && self.mass() < HOPELESS && self.opening() < OPENING_ANCHORS)
            || (most >= NO_ROOM && self.ground() && !self.leads_apart())
    }

    /// How strongly it speaks for this story among several.
    pub fn strength(&self) -> f64 {
        self.coverage + self.inside + self.verbatim + 0.1 * self.back_coverage
    }

    /// The larger share, of either text, that is the other's word for word or nearly.
    fn mass(&self) -> f64 {
        self.verbatim.max(self.back_verbatim)
    }

    /// The larger share, of either text, of names and figures that the other has.
    fn most_covered(&self) -> f64 {
        self.coverage.max(self.back_coverage)
    }

    fn late(&self) -> bool {
        self.apart() > LATE_MS
    }

    fn long_silent(&self) -> bool {
        self.apart() > SILENCE_MS
    }

    /// Milliseconds between the article and the story's newest, 0 where one of the times is unknown.
    fn apart(&self) -> u64 {
        let alignment = &self.alignment;
        match (alignment.mine.published, alignment.told.published) {
            (Some(mine), Some(theirs)) => mine.abs_diff(theirs),
            _ => 0,
        }
    }
}
