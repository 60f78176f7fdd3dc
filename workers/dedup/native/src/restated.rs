//! What a house style writes otherwise and means the same: a figure in other units (`restated.py`).

use crate::align::around;
use crate::asking::{MEASURED, RESTATED};
use crate::case::Case;
use crate::chars::{among, is_known, is_space, is_word};
use crate::figures::{figure_term, tenths_term};
use crate::sayings::{kind, NUMBER, SMALL};
use crate::terms::LONGEST_FIGURE;

const SLACK: f64 = 0.03;
const SLACK_SMALL: f64 = 0.1;
const SLACK_ALWAYS: f64 = 0.02;
/// Figures tried, at most, as the one that was converted.
const CANDIDATES: f64 = 1_000.0;

/// A unit of measure. A value in it is `value * factor + offset` in the measure's own unit.
pub struct Unit {
    measure: i64,
    factor: f64,
    offset: f64,
    /// The terms of each of its words that carry something.
    wordings: Vec<Vec<i32>>,
}

impl Unit {
    /// Read a unit: its measure, factor and offset, then its wordings, with tabs between; the terms of a wording with blanks.
    pub fn of(line: &str) -> Unit {
        let parts: Vec<&str> = line.split('\t').collect();
        let number = |at: usize| parts.get(at).and_then(|part| part.parse().ok()).unwrap_or(0.0);
        let terms = |wording: &&str| wording.split_whitespace().filter_map(|term| term.parse().ok()).collect();
        Unit {
            measure: number(0) as i64,
            factor: number(1),
            offset: number(2),
            wordings: parts.iter().skip(3).map(terms).collect(),
        }
    }
}

/// Whether a text may have a figure with its unit (`restated.MEASURED`). `units`: the first words of their names.
pub fn may_measure(text: &[u32], units: &[Vec<u32>]) -> bool {
    let digit = |c: &u32| (0x30..0x3A).contains(c);
    (1..text.len()).filter(|&at| digit(&text[at - 1]) && !digit(&text[at])).any(|at| {
        let start = (at..text.len()).find(|&place| !(is_space(text[place]) || among(text[place], "°-")));
        let word = &text[start.unwrap_or(at)..];
        let size = word.iter().position(|&c| !is_word(c)).unwrap_or(word.len());
        units.iter().any(|unit| unit[..] == word[..size])
    })
}

/// The terms of a sentence that only say otherwise what the story's passage says (`restated.restated`).
pub fn restated(case: &Case, number: usize) -> Vec<i32> {
    let passage = around(case.alignment.nearest_of(number));
    let capital = case.asking.rules.capital;
    let speaks_of_capital = case.alignment.told.has_between(capital, passage)
        || case.alignment.mine.sayings.terms(number).contains(&capital);
    if speaks_of_capital || !case.body(number).iter().all(|&c| is_known(c)) {
        return case.asks_terms(RESTATED, number);
    }
    converted(case, number)
}

/// Those that are a figure in other units; the sentence has no character that only Python knows.
pub fn converted(case: &Case, number: usize) -> Vec<i32> {
    let body = case.body(number);
    if !may_measure(body, &case.asking.rules.unit_words) {
        return Vec::new();
    }
    let own = case.alignment.mine.sayings.terms(number);
    let passage = Passage::of(case, number);
    let answer = case.asking.numbers(MEASURED, number, body, 4 * body.len() + 8);
    let (mut found, mut rest) = (Vec::new(), &answer[..]);
    while let [unit, start, end, count, more @ ..] = rest {
        let (terms, next) = more.split_at(*count as usize);
        let terms: Vec<i32> = terms.iter().copied().filter(|term| own.contains(term)).collect();
        let written = &body[*start as usize..*end as usize];
        if !terms.iter().all(|&term| passage.has(term)) && passage.has_converted(written, *unit as usize) {
            found.extend(terms);
        }
        rest = next;
    }
    found
}

/// The story's sentence most like one of the article, and its neighbours.
struct Passage<'a> {
    case: &'a Case<'a>,
    place: (usize, usize),
    /// The terms of its figures, sorted.
    figures: Vec<i32>,
}

impl<'a> Passage<'a> {
    fn of(case: &'a Case<'a>, number: usize) -> Self {
        let place = around(case.alignment.nearest_of(number));
        let terms = case.alignment.told.sayings.between(place.0, place.1).iter().copied();
        let mut figures: Vec<i32> = terms.filter(|&term| matches!(kind(term), NUMBER | SMALL)).collect();
        figures.sort_unstable();
        Passage { case, place, figures }
    }

    fn has(&self, term: i32) -> bool {
        self.case.alignment.told.has_between(term, self.place)
    }

    fn has_figure(&self, term: i32) -> bool {
        self.figures.binary_search(&term).is_ok()
    }

    /// Whether it has a figure as written in another unit that it names (`_is_converted`).
    fn has_converted(&self, written: &[u32], unit: usize) -> bool {
        let units = &self.case.asking.rules.units;
        let names = |other: &Unit| other.wordings.iter().any(|terms| terms.iter().all(|&term| self.has(term)));
        let others = units.iter().enumerate().filter(|(at, other)| *at != unit && other.measure == units[unit].measure);
        match span(written) {
            Some(span) if !self.figures.is_empty() => {
                others.into_iter().any(|(_, other)| names(other) && self.has_between(span, &units[unit], other))
            }
            _ => false,
        }
    }

    /// Whether it has a figure between two values in a unit, which are given in another one (`_candidates`).
    fn has_between(&self, span: (f64, f64), unit: &Unit, other: &Unit) -> bool {
        let of = |value: f64| (value * unit.factor + unit.offset - other.offset) / other.factor;
        let (low, high) = (of(span.0).max(0.0), of(span.1));
        let mut step = 1_i128;
        while (high - low) / step as f64 > CANDIDATES {
            step *= 10;
        }
        let (first, last) = ((low / step as f64).ceil() as i128, high as i128);
        let mut values = (first..).map(|count| count * step).take_while(|&value| value <= last);
        if values.any(|value| self.has_figure(figure_term(value))) {
            return true;
        }
        10.0 * (high - low) <= CANDIDATES
            && ((low * 10.0).ceil() as i128..=(high * 10.0) as i128)
                .any(|tenths| tenths % 10 != 0 && self.has_figure(tenths_term(tenths)))
    }
}

/// From where to where the value may lie that a figure was rounded to; None for a figure that is too long.
fn span(written: &[u32]) -> Option<(f64, f64)> {
    let digits: String = written.iter().filter(|&&c| c != 0x2C).filter_map(|&c| char::from_u32(c)).collect();
    let whole = digits.find('.').unwrap_or(digits.len());
    let value: f64 = if whole <= LONGEST_FIGURE { digits.parse().ok()? } else { return None };
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    let half = if whole < digits.len() { 0.05 } else { 0.5 * 10_i64.pow(zeros as u32) as f64 };
    let slack = half.min(if value < 10.0 { SLACK_SMALL } else { SLACK } * value).max(SLACK_ALWAYS * value);
    Some((value - slack, value + slack))
}
