//! To which story an article belongs (`decide.decide`).

use std::cmp::Ordering;
use std::sync::Arc;

use crate::asking::Asking;
use crate::comparison::{Article, Comparison};
use crate::draft::Draft;
use crate::search::{Found, KEPT_SENTENCES};
use crate::told::Told;
use crate::window::Window;

const KNOWN_COPY: f64 = 0.5;
const SURE: f64 = 0.8;
const BY_SENTENCES: usize = 3;
const BY_ANCHORS: usize = 4;

/// What is known of an article beside its text.
pub struct About {
    /// In milliseconds since 1970.
    pub published: Option<i64>,
    /// It says that it corrects an earlier version.
    pub correction: bool,
    /// It is the first item of a digest.
    pub digest: bool,
    /// Terms of sentences that a story has word for word are taken from there.
    pub borrows: bool,
}

/// Where an article belongs.
pub enum Belonging {
    /// To a story that has said every sentence; the number of the last article that brought one of them first.
    Copy(u64, u32),
    /// To a story that it is compared with.
    Kin(u64, Comparison),
    /// To none: it is laid out.
    New(Arc<Told>),
    /// Answering what was asked has failed.
    Failed,
}

/// Say where an article belongs; it has a sentence.
pub fn decide(draft: &mut Draft, window: &mut Window, asking: &Asking, about: &About) -> Belonging {
    let keys: Vec<u64> = draft.keys().collect();
    let mut found = Found::of_keys(keys.iter().copied(), window, BY_SENTENCES);
    if let Some((story, of)) = found.copied(&keys, window) {
        return Belonging::Copy(story, of);
    }
    let least = KNOWN_COPY * keys.len().min(KEPT_SENTENCES) as f64;
    let mut compared: Vec<(u64, Comparison)> = Vec::new();
    for &(story, _) in found.best.iter().take_while(|&&(_, votes)| votes >= least) {
        let told = window.told(story);
        if told.len() == 0 {
            continue;
        }
        let mine = match draft.laid_out(asking, about.borrows.then_some(&told), about.published) {
            Some(mine) => mine,
            None => return Belonging::Failed,
        };
        let comparison = compare(draft, mine, told, about);
        if comparison.same && comparison.kinship.verbatim >= SURE {
            return Belonging::Kin(story, comparison);
        }
        compared.push((story, comparison));
    }
    let mine = match draft.laid_out(asking, None, about.published) {
        Some(mine) => mine,
        None => return Belonging::Failed,
    };
    found.weigh(&mine.sayings, window, BY_ANCHORS);
    for story in found.likely(&mine.sayings, window) {
        let told = window.told(story);
        if told.len() > 0 && compared.iter().all(|&(other, _)| other != story) {
            compared.push((story, compare(draft, mine.clone(), told, about)));
        }
    }
    strongest(compared).map_or(Belonging::New(mine), |(story, comparison)| Belonging::Kin(story, comparison))
}

fn compare(draft: &Draft, mine: Arc<Told>, told: Arc<Told>, about: &About) -> Comparison {
    let size = draft.own.len().min(mine.len());
    let article = Article {
        laid_out: mine,
        text: &draft.text,
        sentences: &draft.own[..size],
        correction: about.correction,
        digest: about.digest,
    };
    Comparison::of(&article, told)
}

/// The comparison that speaks most strongly for one story, of equal ones that with the lower number.
fn strongest(compared: Vec<(u64, Comparison)>) -> Option<(u64, Comparison)> {
    compared.into_iter().filter(|(_, comparison)| comparison.same).max_by(|(story, one), (other, two)| {
        let strength = one.kinship.strength().partial_cmp(&two.kinship.strength());
        strength.unwrap_or(Ordering::Equal).then(other.cmp(story))
    })
}
