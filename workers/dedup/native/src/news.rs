//! What an article says that its story has not said (`news.py`).

use crate::align::ALIGNED;
use crate::asides::asides_of;
use crate::case::Case;
use crate::notices::Passage;
use crate::restated::restated;
use crate::rewritten::rewritten;
use crate::sayings::{kind, COUNTRY, NAME, NUMBER, WORD};

const EDITED: f64 = 0.5;
const MOST_REWORDED: f64 = 0.34;
const NEW_WORDS: usize = 2;
const SHORT_SENTENCE: usize = 12;
pub const ONE_WORD: f32 = 0.9;
const REWRITER_SENTENCES: usize = 4;
const REWRITER_SHARE: f64 = 0.34;
const CLOSE: usize = 4;

/// What a sentence is to its story.
#[derive(Clone, Copy, PartialEq)]
pub enum Part {
    Said,
    Changed,
    Added,
    Aside,
}

/// What one sentence of an article is to the story, the story's sentence most like it, and the terms that it adds.
pub struct Finding {
    pub part: Part,
    pub nearest: Option<usize>,
    pub novel: Vec<i32>,
}

/// What a sentence adds to a passage: names, figures and dates, and words.
struct Change {
    anchors: Vec<i32>,
    words: Vec<i32>,
}

impl Change {
    fn is_none(&self) -> bool {
        self.anchors.is_empty() && self.words.is_empty()
    }
}

/// What each sentence is to the story, in order.
pub fn find_news(case: &Case) -> Vec<Finding> {
    let (exact, weights) = (&case.alignment.exact, &case.alignment.mine.row_weights);
    let mut aligned = aligned(case);
    let last = match exact.iter().rposition(|&exact| exact) {
        Some(last) => last,
        None => return rewritten(case, &aligned),
    };
    let kept = |number: usize| exact[number] || (aligned[number] && keeps_words(case, number));
    let (mut mass, mut same) = (0.0, 0.0);
    for (number, &weight) in weights.iter().enumerate() {
        mass += if aligned[number] { f64::from(weight) } else { 0.0 };
        same += if kept(number) { f64::from(weight) } else { 0.0 };
    }
    if !(mass > 0.0 && same >= EDITED * mass) {
        return rewritten(case, &aligned);
    }
    for (number, aligned) in aligned.iter_mut().enumerate().skip(last + 1) {
        *aligned = *aligned && (case.is_close(number) || !Passage::of(case, &[number]).is_headed());
    }
    edited(case, aligned)
}

/// Of each sentence whether it tells what a passage of the story tells.
fn aligned(case: &Case) -> Vec<bool> {
    let alignment = case.alignment;
    let tells = |n: usize| alignment.exact[n] || alignment.inside[n] >= ALIGNED || alignment.likeness[n] >= ALIGNED;
    (0..case.len()).map(tells).collect()
}

/// Whether a sentence differs from the story's by names, figures and dates alone.
fn keeps_words(case: &Case, number: usize) -> bool {
    let nearest = case.alignment.nearest_of(number);
    let said = |place: u32| case.alignment.in_passage_of_told(place, (nearest, nearest + 1));
    case.is_close(number) && case.terms(number).iter().all(|&(term, place)| kind(term) != WORD || said(place))
}

/// What each sentence of a copy that an editor made is to the story.
fn edited(case: &Case, mut aligned: Vec<bool>) -> Vec<Finding> {
    let exact = &case.alignment.exact;
    let mut changes: Vec<Option<Change>> =
        (0..case.len()).map(|n| (aligned[n] && !exact[n]).then(|| change(case, n))).collect();
    for (number, found) in changes.iter_mut().enumerate() {
        if found.as_ref().map_or(false, |change| is_beside(case, number, change)) {
            aligned[number] = false;
            *found = None;
        }
    }
    let editor = Editor::of(case, &changes);
    let asides = asides_of(case, &aligned);
    let findings = changes.into_iter().enumerate().map(|(number, change)| {
        let nearest = aligned[number].then(|| case.alignment.nearest_of(number));
        let (part, novel) = match change {
            _ if exact[number] => (Part::Said, Vec::new()),
            _ if case.corrects(number) => (Part::Added, Vec::new()),
            Some(change) => editor.meant(case, number, change),
            None if aligned[number] => (Part::Said, Vec::new()),
            None if asides.contains(&number) => (Part::Aside, Vec::new()),
            None => (Part::Added, Vec::new()),
        };
        Finding { part, nearest, novel }
    });
    findings.collect()
}

/// How far an editor's other words mean something.
struct Editor {
    deliberate: bool,
    rewriters: Vec<u64>,
    /// The first sentence word for word, and the last.
    body: usize,
    last: usize,
}

impl Editor {
    fn of(case: &Case, changes: &[Option<Change>]) -> Editor {
        let found = || changes.iter().enumerate().filter_map(|(n, change)| change.as_ref().map(|change| (n, change)));
        let mut reworded = found().filter(|(_, change)| change.anchors.is_empty() && !change.words.is_empty()).count();
        if reworded > 0 {
            let likeness = &case.alignment.likeness;
            reworded += found().filter(|(n, change)| change.is_none() && likeness[*n] >= ONE_WORD).count();
        }
        let deliberate = reworded as f64 <= (MOST_REWORDED * case.len() as f64).max(1.0);
        let exact = &case.alignment.exact;
        Editor {
            deliberate,
            rewriters: if reworded > 0 && deliberate { rewriters(case) } else { Vec::new() },
            body: exact.iter().position(|&exact| exact).unwrap_or(0),
            last: exact.iter().rposition(|&exact| exact).unwrap_or(0),
        }
    }

    /// What a changed sentence is, and the terms that it adds.
    fn meant(&self, case: &Case, number: usize, change: Change) -> (Part, Vec<i32>) {
        if number > self.last && recalls(case, number, &change.anchors) {
            return (Part::Said, Vec::new());
        }
        let bringer = case.alignment.told.bringer[case.alignment.nearest_of(number)];
        let asks = case.body(number).last() == Some(&0x3F);
        let meant = self.deliberate
            && !self.rewriters.contains(&bringer)
            && !asks
            && !change.words.is_empty()
            && (number > self.body || case.is_close(number));
        if change.anchors.is_empty() && !meant {
            return (Part::Said, Vec::new());
        }
        (Part::Changed, [change.anchors, change.words].concat())
    }
}

/// Whether a sentence at the end tells of other years what the story tells, but for these terms.
fn recalls(case: &Case, number: usize, anchors: &[i32]) -> bool {
    let fact = |&term: &i32| matches!(kind(term), NAME | COUNTRY | NUMBER);
    !anchors.iter().any(fact) && Passage::of(case, &[number]).is_of_other_years()
}

/// Whether a sentence that adds something stands beside the sentence that it is like, which the article has word for word too.
fn is_beside(case: &Case, number: usize, change: &Change) -> bool {
    let alignment = case.alignment;
    let nearest = alignment.nearest[number];
    !change.is_none() && (0..case.len()).any(|n| alignment.exact[n] && alignment.nearest[n] == nearest)
}

/// The articles of the story that told it in words of their own.
fn rewriters(case: &Case) -> Vec<u64> {
    let (alignment, told) = (case.alignment, &case.alignment.told);
    if told.bringers() == 1 {
        return Vec::new();
    }
    let exact: Vec<u64> =
        (0..case.len()).filter(|&n| case.exact(n)).map(|n| told.bringer[alignment.nearest_of(n)]).collect();
    let count = |among: &[u64], bringer: u64| among.iter().filter(|&&one| one == bringer).count();
    let mut bringers = told.bringer.clone();
    bringers.sort_unstable();
    bringers.dedup();
    let source = bringers.iter().copied().rev().max_by_key(|&bringer| count(&exact, bringer));
    bringers.retain(|&bringer| {
        let all = count(&told.bringer, bringer);
        let few = count(&exact, bringer) as f64 <= REWRITER_SHARE * all as f64;
        Some(bringer) != source && all >= REWRITER_SENTENCES && few
    });
    bringers
}

/// What a sentence adds to the one passage of the story that it adds least to.
fn change(case: &Case, number: usize) -> Change {
    let terms = case.terms(number);
    let least = match least_added(case, number, &terms) {
        Some(least) => least,
        None => return Change { anchors: Vec::new(), words: Vec::new() },
    };
    let (words, anchors): (Vec<i32>, Vec<i32>) = least.into_iter().partition(|&term| kind(term) == WORD);
    let mut change = Change { anchors, words };
    let same = restated(case, number);
    change.anchors.retain(|term| !same.contains(term));
    change.words.retain(|term| !same.contains(term));
    let short = terms.len() <= SHORT_SENTENCE || case.alignment.likeness[number] >= ONE_WORD;
    if change.words.len() < if short { 1 } else { NEW_WORDS } {
        change.words.clear();
    }
    change
}

/// The terms that the one passage lacks that lacks least, names and figures counting first; None where it lacks nothing.
fn least_added(case: &Case, number: usize, terms: &[(i32, u32)]) -> Option<Vec<i32>> {
    let mut best: Option<((usize, usize), Vec<i32>)> = None;
    for row in closest(case, number) {
        for last in [row + 1, row + 2] {
            let lacks = |&&(_, place): &&(i32, u32)| !case.alignment.in_passage_of_told(place, (row, last));
            let novel: Vec<i32> = terms.iter().filter(lacks).map(|&(term, _)| term).collect();
            if novel.is_empty() {
                return None;
            }
            let words = novel.iter().filter(|&&term| kind(term) == WORD).count();
            let rank = (novel.len() - words, words);
            if best.as_ref().map_or(true, |(least, _)| rank < *least) {
                best = Some((rank, novel));
            }
        }
    }
    best.map(|(_, novel)| novel)
}

/// The story's sentences most like one of the article, the first of those alike first.
fn closest(case: &Case, number: usize) -> Vec<usize> {
    let width = case.alignment.told.len();
    let row = &case.alignment.likenesses[number * width..(number + 1) * width];
    let mut found: Vec<usize> = Vec::with_capacity(CLOSE + 1);
    for (place, &likeness) in row.iter().enumerate() {
        let at = found.partition_point(|&other| row[other] >= likeness);
        if at < CLOSE {
            found.insert(at, place);
            found.truncate(CLOSE);
        }
    }
    found
}
