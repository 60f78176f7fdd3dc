//! What Python calls to lay an article beside a story and to have the rules weighed (`native/comparison.py`).

use std::rc::Rc;
use std::sync::Arc;

use crate::comparison::{Article, Comparison};
use crate::draft::Draft;
use crate::forms::learn_unit_terms;
use crate::kinship::Kinship;
use crate::memory::slice_of;
use crate::told::Told;
use crate::told_ffi::shared;

/// What `comparison.OUTCOME` reads.
#[repr(C)]
pub struct Outcome {
    strength: f64,
    verbatim: f64,
    inside: f64,
    retold: f64,
    /// Sentences of the article, and of the story, that are compared.
    sentences: u64,
    told_sentences: u64,
    same: bool,
    opening: bool,
    /// Whether the two were compared the other way round too.
    both: bool,
}

/// A comparison. The outcome stands first: a pointer to it is one to that.
#[repr(C)]
pub struct Compared {
    outcome: Outcome,
    pub comparison: Comparison,
}

impl Compared {
    pub fn of(comparison: Comparison) -> Compared {
        let kinship = &comparison.kinship;
        let outcome = Outcome {
            strength: kinship.strength(),
            verbatim: kinship.verbatim,
            inside: kinship.inside,
            retold: kinship.retold(),
            sentences: kinship.alignment.mine.len() as u64,
            told_sentences: kinship.alignment.told.len() as u64,
            same: comparison.same,
            opening: comparison.opening,
            both: comparison.back.is_some(),
        };
        Compared { outcome, comparison }
    }
}

/// Take in the terms of the words for units.
#[no_mangle]
pub unsafe extern "C" fn set_unit_terms(terms: *const i32, n: usize) {
    learn_unit_terms(slice_of(terms, n));
}

/// Lay an article beside a story; null where one of them has no sentence. `draft`: where the article's sentences stand, null where unknown.
#[no_mangle]
pub unsafe extern "C" fn compare(
    mine: *const Told,
    told: *const Told,
    draft: *const Draft,
    correction: bool,
    digest: bool,
) -> *mut Compared {
    match (shared(mine), shared(told)) {
        (Some(mine), Some(told)) if mine.len() > 0 && told.len() > 0 => {
            let comparison = Comparison::of(&article(mine, draft.as_ref(), correction, digest), told);
            Box::into_raw(Box::new(Compared::of(comparison)))
        }
        _ => std::ptr::null_mut(),
    }
}

fn article(laid_out: Arc<Told>, draft: Option<&Draft>, correction: bool, digest: bool) -> Article<'_> {
    let (text, sentences) = draft.map_or((&[][..], &[][..]), |draft| {
        let size = draft.own.len().min(laid_out.len());
        (&draft.text, &draft.own[..size])
    });
    Article { laid_out, text, sentences, correction, digest }
}

#[no_mangle]
pub unsafe extern "C" fn compared_free(compared: *mut Compared) {
    drop(Box::from_raw(compared));
}

/// How the two are related, or, `back`, how they are exchanged, null where they were not; to be given back to `kinship_free`.
#[no_mangle]
pub unsafe extern "C" fn compared_kinship(compared: *const Compared, back: bool) -> *const Kinship {
    let comparison = &(*compared).comparison;
    let kinship = if back { comparison.back.as_ref() } else { Some(&comparison.kinship) };
    kinship.map_or(std::ptr::null(), |kinship| Rc::into_raw(kinship.clone()))
}
