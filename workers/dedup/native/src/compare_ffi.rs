//! What Python calls to lay an article beside a story (`comparing.py`).
//!
//! Texts are handles: each is given back once to `told_free`; a comparison keeps those that it was made of.

use std::sync::{Arc, RwLock};

use crate::align::Alignment;
use crate::measures::Measures;
use crate::memory::slice_of;
use crate::opening::opening_end;
use crate::sayings::{kind, Sayings, KINDS};
use crate::told::Told;

/// The terms of the words for units, sorted (`restated.unit_terms`).
static UNIT_TERMS: RwLock<Vec<i32>> = RwLock::new(Vec::new());

/// What `comparing.SCALARS` reads: the measures, the fields of `Forms`, and the sizes of arrays.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Scalars {
    pub verbatim: f64,
    pub back_verbatim: f64,
    pub inside: f64,
    pub coverage: f64,
    pub back_coverage: f64,
    pub back_inside: f64,
    pub own: f64,
    pub rest: f64,
    pub opening: f64,
    pub formed: f64,
    pub disordered: bool,
    pub framed: bool,
    pub leads_apart: bool,
    pub in_step: bool,
    pub forms_lead_replaced: bool,
    pub forms_redirected: bool,
    pub forms_refilled: bool,
    pub forms_reset: bool,
    pub forms_rematter: bool,
    pub forms_dated: bool,
    pub forms_told: f64,
    pub forms_agreed: f64,
    pub forms_replaced: i64,
    pub forms_kept_figures: i64,
    pub forms_changed_figures: i64,
    pub forms_figures: i64,
    pub forms_changed_dates: i64,
    /// -1 where there are none.
    pub country: i64,
    pub told_country: i64,
    /// Terms of the article's vocabulary.
    pub terms: u64,
    pub pairs: u64,
}

/// An article beside a story. The scalars stand first: a pointer to it is one to them.
#[repr(C)]
pub struct Compared {
    scalars: Scalars,
    alignment: Alignment,
}

impl Compared {
    pub fn alignment(&self) -> &Alignment {
        &self.alignment
    }

    fn of(alignment: Alignment, units: &[i32]) -> Compared {
        let measures = Measures::of(&alignment, units);
        Compared { scalars: Scalars::of(&measures, &alignment), alignment }
    }
}

impl Scalars {
    fn of(measures: &Measures, alignment: &Alignment) -> Scalars {
        let forms = &measures.forms;
        let (country, told_country) =
            measures.countries.map_or((-1, -1), |(here, there)| (i64::from(here), i64::from(there)));
        Scalars {
            verbatim: measures.verbatim,
            back_verbatim: measures.back_verbatim,
            inside: measures.inside,
            coverage: measures.coverage,
            back_coverage: measures.back_coverage,
            back_inside: measures.back_inside,
            own: measures.own,
            rest: measures.rest,
            opening: measures.opening,
            formed: measures.formed,
            disordered: measures.disordered,
            framed: measures.framed,
            leads_apart: measures.leads_apart,
            in_step: measures.in_step,
            forms_lead_replaced: forms.lead_replaced,
            forms_redirected: forms.redirected,
            forms_refilled: forms.refilled,
            forms_reset: forms.reset,
            forms_rematter: forms.rematter,
            forms_dated: forms.dated,
            forms_told: forms.told,
            forms_agreed: forms.agreed,
            forms_replaced: forms.replaced,
            forms_kept_figures: forms.kept_figures,
            forms_changed_figures: forms.changed_figures,
            forms_figures: forms.figures,
            forms_changed_dates: forms.changed_dates,
            country,
            told_country,
            terms: alignment.known.len() as u64,
            pairs: alignment.pairs.len() as u64,
        }
    }
}

/// Sentences as arrays give them, None where these do not fit together.
fn sayings_of(keys: &[u64], flat: &[i32], ends: &[i64]) -> Option<Sayings> {
    let rising = ends.windows(2).all(|two| two[0] <= two[1]);
    let known = flat.iter().all(|&term| (0..KINDS as i32).contains(&kind(term)));
    if ends.len() != keys.len() + 1 || ends[0] != 0 || !rising || !known {
        return None;
    }
    let ends = ends.iter().map(|&end| end as usize).collect();
    Some(Sayings { keys: keys.to_vec(), flat: flat.to_vec(), ends })
}

/// Hand a text over to Python.
pub fn handle(told: Told) -> *mut Told {
    Arc::into_raw(Arc::new(told)) as *mut Told
}

/// Lay out the `n` sentences of a text: their keys, the terms of all of them, where those of each start and the last end (`n + 1` numbers),
/// who brought each; `known`: whether `published` is. Returns null where a term is of no kind or the ends do not rise from 0.
#[no_mangle]
pub unsafe extern "C" fn told_from_arrays(
    keys: *const u64,
    n: usize,
    flat: *const i32,
    ends: *const i64,
    bringers: *const u64,
    published: i64,
    known: u8,
) -> *mut Told {
    let ends = slice_of(ends, n + 1);
    let terms = ends.last().map_or(0, |&end| end.max(0) as usize);
    let (keys, bringers) = (slice_of(keys, n), slice_of(bringers, n));
    match sayings_of(keys, slice_of(flat, terms), ends) {
        Some(sayings) => handle(Told::new(sayings, bringers.to_vec(), (known != 0).then_some(published))),
        None => std::ptr::null_mut(),
    }
}

#[no_mangle]
pub unsafe extern "C" fn told_free(told: *mut Told) {
    if !told.is_null() {
        drop(Arc::from_raw(told as *const Told));
    }
}

/// The first sentences alone, as a text of its own.
#[no_mangle]
pub unsafe extern "C" fn told_first(told: *const Told, count: usize) -> *mut Told {
    told.as_ref().map_or(std::ptr::null_mut(), |told| handle(told.first(count)))
}

/// The different terms of a text, sorted; `count` gets how many.
#[no_mangle]
pub unsafe extern "C" fn told_vocabulary(told: *const Told, count: *mut usize) -> *const i32 {
    let vocabulary = &(*told).vocabulary;
    *count = vocabulary.len();
    vocabulary.as_ptr()
}

/// What each sentence of a text weighs.
#[no_mangle]
pub unsafe extern "C" fn told_row_weights(told: *const Told) -> *const f32 {
    (*told).row_weights.as_ptr()
}

/// What all of the vocabulary tells of the event.
#[no_mangle]
pub unsafe extern "C" fn told_anchors(told: *const Told) -> f64 {
    told.as_ref().map_or(0.0, |told| f64::from(told.anchors()))
}

/// Take in the terms of the words for units.
#[no_mangle]
pub unsafe extern "C" fn set_unit_terms(terms: *const i32, n: usize) {
    let mut sorted = slice_of(terms, n).to_vec();
    sorted.sort_unstable();
    if let Ok(mut units) = UNIT_TERMS.write() {
        *units = sorted;
    }
}

/// Lay an article beside a story and measure what speaks for one story; null where one of them has no sentence.
#[no_mangle]
pub unsafe extern "C" fn compare(mine: *const Told, told: *const Told) -> *mut Compared {
    match (shared(mine), shared(told), UNIT_TERMS.read()) {
        (Some(mine), Some(told), Ok(units)) if mine.len() > 0 && told.len() > 0 => {
            Box::into_raw(Box::new(Compared::of(Alignment::new(mine, told), &units)))
        }
        _ => std::ptr::null_mut(),
    }
}

/// A text that Python holds, held here too.
unsafe fn shared(told: *const Told) -> Option<Arc<Told>> {
    if told.is_null() {
        return None;
    }
    Arc::increment_strong_count(told);
    Some(Arc::from_raw(told))
}

#[no_mangle]
pub unsafe extern "C" fn compared_free(compared: *mut Compared) {
    if !compared.is_null() {
        drop(Box::from_raw(compared));
    }
}

/// The start of one of the arrays.
unsafe fn start_of<T>(compared: *const Compared, array: impl Fn(&Alignment) -> &[T]) -> *const T {
    compared.as_ref().map_or(std::ptr::null(), |compared| array(&compared.alignment).as_ptr())
}

#[no_mangle]
pub unsafe extern "C" fn compared_exact(compared: *const Compared) -> *const bool {
    start_of(compared, |alignment| &alignment.exact)
}

#[no_mangle]
pub unsafe extern "C" fn compared_known(compared: *const Compared) -> *const bool {
    start_of(compared, |alignment| &alignment.known)
}

#[no_mangle]
pub unsafe extern "C" fn compared_nearest(compared: *const Compared) -> *const i64 {
    start_of(compared, |alignment| &alignment.nearest)
}

#[no_mangle]
pub unsafe extern "C" fn compared_likeness(compared: *const Compared) -> *const f32 {
    start_of(compared, |alignment| &alignment.likeness)
}

#[no_mangle]
pub unsafe extern "C" fn compared_inside(compared: *const Compared) -> *const f32 {
    start_of(compared, |alignment| &alignment.inside)
}

/// The Dice coefficients, row by row: sentences of the article times those of the story.
#[no_mangle]
pub unsafe extern "C" fn compared_likenesses(compared: *const Compared) -> *const f32 {
    start_of(compared, |alignment| &alignment.likenesses)
}

#[no_mangle]
pub unsafe extern "C" fn compared_back(compared: *const Compared) -> *const f32 {
    start_of(compared, |alignment| &alignment.back)
}

#[no_mangle]
pub unsafe extern "C" fn compared_back_likeness(compared: *const Compared) -> *const f32 {
    start_of(compared, |alignment| &alignment.back_likeness)
}

/// The pairs, two numbers each.
#[no_mangle]
pub unsafe extern "C" fn compared_pairs(compared: *const Compared) -> *const [i64; 2] {
    start_of(compared, |alignment| &alignment.pairs)
}

/// How many of the article's first sentences are about the story where all others are about something else, -1 where there is no such
/// number. `paragraphs`: the number of the paragraph of each of the `n` sentences, null where unknown.
#[no_mangle]
pub unsafe extern "C" fn compared_opening_end(compared: *const Compared, paragraphs: *const i64, n: usize) -> i64 {
    let known = (!paragraphs.is_null()).then_some(slice_of(paragraphs, n));
    let end = compared.as_ref().and_then(|compared| opening_end(&compared.alignment, known));
    end.map_or(-1, |end| end as i64)
}
