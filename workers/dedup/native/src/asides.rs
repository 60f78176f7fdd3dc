//! Paragraphs of an article that are no news of its story (`asides.py`).

use crate::case::Case;
use crate::notices::Passage;
use crate::sayings::{kind, COUNTRY, DATE, NAME, NUMBER, SMALL, WORD};

const RELATED: f64 = 0.34;
const BARELY_RELATED: f64 = 0.05;
const PASSAGE_WORDS: usize = 3;

/// The sentences in paragraphs that are about something else, or that open the article without a fact of their own.
pub fn asides_of(case: &Case, aligned: &[bool]) -> Vec<usize> {
    let last = match aligned.iter().rposition(|&aligned| aligned) {
        Some(last) if !aligned.iter().all(|&aligned| aligned) => last,
        _ => return Vec::new(),
    };
    let near = |&number: &usize| case.exact(number) || case.is_close(number);
    let first = (0..case.len()).find(near).unwrap_or(0);
    let mut asides = Vec::new();
    let mut after_aside = false;
    for numbers in paragraphs(case, aligned) {
        let aside = !numbers.iter().any(|&number| is_fact(case, number))
            || Run { case, first, last, after_aside, numbers: &numbers }.is_aside();
        after_aside = aside && numbers[0] > last;
        if aside {
            asides.extend(numbers);
        }
    }
    asides
}

/// Sentences of one paragraph that the story has not. `first`: the first sentence that is the story's; `last`: the last that it tells.
struct Run<'a> {
    case: &'a Case<'a>,
    first: usize,
    last: usize,
    after_aside: bool,
    numbers: &'a [usize],
}

impl Run<'_> {
    /// Whether they are about something else; they have a fact of their own.
    fn is_aside(&self) -> bool {
        let text = Passage::of(self.case, self.numbers);
        let closes = self.numbers[0] > self.last;
        if text.is_later() {
            false
        } else if text.is_aside() || (closes && text.is_headed()) {
            true
        } else if self.numbers[self.numbers.len() - 1] < self.first {
            text.ends_with(':') || !(0..self.first).any(|number| opens_with_fact(self.case, number))
        } else {
            closes && self.closes_aside(&text)
        }
    }

    /// The same of sentences after all that the story tells.
    fn closes_aside(&self, text: &Passage) -> bool {
        if self.goes_on() || (text.goes_on() && !text.is_notice()) {
            return false;
        }
        if self.is_of_other_times() || (text.is_recalled() && self.names_other()) {
            return true;
        }
        let related = self.related();
        let on_topic = text.is_on_topic();
        let unlike = self.after_aside || !on_topic || related < BARELY_RELATED;
        (related < RELATED && unlike) || (!on_topic && (self.after_aside || text.is_notice()))
    }

    /// Whether they go on with a paragraph of the story.
    fn goes_on(&self) -> bool {
        let (case, number) = (self.case, self.numbers[0]);
        let paragraph = case.own[number].paragraph;
        case.exact(number - 1) && case.own[number - 1].paragraph == paragraph && paragraph != case.own[0].paragraph
    }

    /// Whether they give the story's background.
    fn is_of_other_times(&self) -> bool {
        self.numbers.iter().all(|&number| Passage::of(self.case, &[number]).is_of_other_times())
            && !self.terms().any(|(term, here)| here && matches!(kind(term), NAME | NUMBER))
    }

    /// Whether they name what the story does not.
    fn names_other(&self) -> bool {
        self.terms().any(|(term, here)| !here && matches!(kind(term), NAME | COUNTRY))
    }

    /// Share of their weight that the story knows; weekdays and small numbers left out.
    fn related(&self) -> f64 {
        let (mut whole, mut known) = (0_u32, 0_u32);
        for (term, here) in self.terms() {
            let weight = match kind(term) {
                DATE | SMALL => 0,
                WORD => 1,
                _ => 2,
            };
            whole += weight;
            known += if here { weight } else { 0 };
        }
        f64::from(known) / f64::from(whole.max(1))
    }

    fn terms(&self) -> impl Iterator<Item = (i32, bool)> + '_ {
        self.numbers.iter().flat_map(move |&number| self.case.has(number))
    }
}

/// Runs of unaligned sentences of one paragraph.
fn paragraphs(case: &Case, aligned: &[bool]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for number in (0..case.len()).filter(|&number| !aligned[number]) {
        let paragraph = |number: usize| case.own[number].paragraph;
        match runs.last_mut() {
            Some(run)
                if run.last() == Some(&(number.wrapping_sub(1))) && paragraph(number - 1) == paragraph(number) =>
            {
                run.push(number)
            }
            _ => runs.push(vec![number]),
        }
    }
    runs
}

/// The kinds of the terms of a sentence that the story has not.
fn kinds<'a>(case: &'a Case, number: usize) -> impl Iterator<Item = i32> + 'a {
    case.has(number).filter(|&(_, here)| !here).map(|(term, _)| kind(term))
}

/// Whether a sentence tells something that can be checked: a new name, figure or day, or enough new words.
fn is_fact(case: &Case, number: usize) -> bool {
    kinds(case, number).any(|kind| kind != WORD)
        || kinds(case, number).filter(|&kind| kind == WORD).count() >= PASSAGE_WORDS
}

/// The same of a sentence before the story's: a new figure, or two names and somebody who is quoted.
fn opens_with_fact(case: &Case, number: usize) -> bool {
    kinds(case, number).any(|kind| matches!(kind, NUMBER | SMALL))
        || (kinds(case, number).filter(|kind| matches!(*kind, NAME | COUNTRY)).count() >= 2
            && Passage::of(case, &[number]).quotes())
}
