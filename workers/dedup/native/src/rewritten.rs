//! What a rewritten copy says that its story has not said (`news._rewritten`).

use crate::align::around;
use crate::asking::LARGE;
use crate::case::Case;
use crate::chars::is_known;
use crate::figures::{figure_term, is_large, is_rounded, whole_number};
use crate::news::{Finding, Part, ONE_WORD};
use crate::restated::converted;
use crate::sayings::{kind, COUNTRY, NAME, NUMBER, SMALL};

const LEAST_OWN: f64 = 0.5;
const OWN_ANCHORS: usize = 3;

/// What each sentence of a rewritten copy is to the story: other words say nothing new; a large figure does, and so does an article that is
/// mostly its own.
pub fn rewritten(case: &Case, aligned: &[bool]) -> Vec<Finding> {
    (0..case.len()).map(|number| finding(case, number, aligned[number])).collect()
}

fn finding(case: &Case, number: usize, aligned: bool) -> Finding {
    let mut unknown: Vec<i32> = case.has(number).filter(|&(_, here)| !here).map(|(term, _)| term).collect();
    unknown.sort_unstable();
    unknown.dedup();
    let novel = if unknown.iter().any(|&term| kind(term) == NUMBER) { large(case, number) } else { Vec::new() };
    let anchors = unknown.iter().filter(|&&term| matches!(kind(term), NAME | COUNTRY | NUMBER | SMALL)).count();
    let halts = case.alignment.likeness[number] >= ONE_WORD && unknown.contains(&case.asking.rules.stopping);
    let part = if !aligned && case.retold < LEAST_OWN && anchors >= OWN_ANCHORS {
        Part::Added
    } else if !novel.is_empty() || unknown.contains(&case.asking.rules.going_back) || halts {
        Part::Changed
    } else if !case.exact(number) && case.corrects(number) {
        Part::Added
    } else {
        Part::Said
    };
    Finding { part, nearest: aligned.then(|| case.alignment.nearest_of(number)), novel }
}

/// The large figures of a sentence that the story has not, but for sums, rounded figures and those in other units (`news.large`).
fn large(case: &Case, number: usize) -> Vec<i32> {
    let body = case.body(number);
    if !body.iter().all(|&c| is_known(c)) {
        return case.asks_terms(LARGE, number);
    }
    let mut known: Vec<(i32, bool)> = case.has(number).collect();
    known.sort_unstable();
    let says = |term: i32| known.binary_search_by_key(&term, |entry| entry.0).ok().map(|place| known[place].1);
    let mut figures = case.located(number);
    figures.retain(|word| kind(word.term) == NUMBER);
    let here = figures.iter().filter(|word| says(word.term) == Some(true));
    let parts: Vec<i64> = here.filter_map(|word| whole_number(&body[word.start..word.end])).collect();
    let mut novel: Vec<i32> = Vec::new();
    for word in &figures {
        let text = &body[word.start..word.end];
        let news = says(word.term) == Some(false) && is_large(text);
        let (before, total) = (&body[..word.start], whole_number(text));
        if news && !total.map_or(false, |total| is_told(case, number, before, total, &parts)) {
            novel.push(word.term);
        }
    }
    if !novel.is_empty() {
        let same = converted(case, number);
        novel.retain(|term| !same.contains(term));
    }
    novel
}

/// Whether a figure is one of the story's passage rounded, or the sum of one of these parts and a figure of the story.
fn is_told(case: &Case, number: usize, before: &[u32], total: i64, parts: &[i64]) -> bool {
    let told = &case.alignment.told;
    let passage = around(case.alignment.nearest_of(number));
    let rest =
        |&part: &i64| part < total && told.vocabulary.binary_search(&figure_term(i128::from(total - part))).is_ok();
    is_rounded(before, total, |term| told.has_between(term, passage)) || parts.iter().any(rest)
}
