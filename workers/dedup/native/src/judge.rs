//! What an article is to the story it belongs to (`decide.judge`).

use crate::additions::{additions, repeated, Place, Shown};
use crate::case::Case;
use crate::news::{find_news, Finding, Part};
use crate::sayings::Sayings;

const VARIANT_SENTENCES: usize = 4;
const MOST_VARIANTS: usize = 8;

/// What an article is to its story.
pub struct Judged {
    pub update: bool,
    /// The article that it copies or updates.
    pub of: u64,
    pub new: Vec<Place>,
    pub repeated: Vec<Place>,
    /// The sentences that the window keeps of it.
    pub kept: Option<Sayings>,
}

/// Say what an article is to its story.
pub fn judge(case: &Case) -> Judged {
    let mut findings = find_news(case);
    findings.iter_mut().for_each(|finding| undo(case, finding));
    let update = findings.iter().any(|finding| matches!(finding.part, Part::Changed | Part::Added));
    let shown: Vec<Shown> = findings.iter().enumerate().map(|(number, finding)| show(case, number, finding)).collect();
    Judged {
        update,
        of: lineage(case),
        new: additions(&shown, case.text),
        repeated: repeated(&shown, case.text),
        kept: kept(case, &findings, update),
    }
}

/// An older copy that comes late undoes nothing: a value that a younger article has changed since is not news.
fn undo(case: &Case, finding: &mut Finding) {
    if let (Part::Changed, Some(nearest), Some(published)) = (finding.part, finding.nearest, case.published) {
        let time = case.alignment.told.times.get(nearest);
        if time.map_or(false, |&time| i128::from(time) > published.floor() as i128) {
            *finding = Finding { part: Part::Said, nearest: finding.nearest, novel: Vec::new() };
        }
    }
}

fn show<'a>(case: &Case<'a>, number: usize, finding: &Finding) -> Shown<'a> {
    let mut novel = Vec::new();
    if finding.part == Part::Changed && !finding.novel.is_empty() {
        let mut terms = finding.novel.clone();
        terms.sort_unstable();
        let words = case.located(number).into_iter().filter(|word| terms.binary_search(&word.term).is_ok());
        novel.extend(words.map(|word| (word.start, word.end)));
    }
    Shown { piece: &case.own[number], part: finding.part, novel }
}

/// The article it copies: the newest one whose words it has, else the one most of it is told by.
fn lineage(case: &Case) -> u64 {
    let alignment = case.alignment;
    let bringer = |number: usize| alignment.told.bringer[alignment.nearest_of(number)];
    let near = (0..case.len()).filter(|&number| case.exact(number) || case.is_close(number));
    if let Some(newest) = near.map(bringer).max() {
        return newest;
    }
    let mut weights: Vec<(f64, u64)> = Vec::new();
    for number in 0..case.len() {
        let (weight, article) = (alignment.mine.row_weights[number] * alignment.likeness[number], bringer(number));
        match weights.iter_mut().find(|entry| entry.1 == article) {
            Some(entry) => entry.0 += f64::from(weight),
            None => weights.push((f64::from(weight), article)),
        }
    }
    weights.into_iter().fold((-1.0, 0), |best, entry| if entry > best { entry } else { best }).1
}

/// What the window keeps of an article: of an update, and of a copy in other words, what the story has not said word for word.
fn kept(case: &Case, findings: &[Finding], update: bool) -> Option<Sayings> {
    let (mine, told) = (&case.alignment.mine, &case.alignment.told);
    let copies = case.alignment.exact.iter().any(|&exact| exact);
    let variant = !copies && case.len() >= VARIANT_SENTENCES && told.bringers() < MOST_VARIANTS;
    if !(update || variant) {
        return None;
    }
    let mut kept = Sayings::new();
    for (number, finding) in findings.iter().enumerate() {
        if !case.exact(number) && finding.part != Part::Aside {
            kept.push(mine.sayings.keys[number], mine.sayings.terms(number));
        }
    }
    Some(kept)
}
