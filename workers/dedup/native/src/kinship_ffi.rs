//! What Python calls to look into how an article and a story are related (`native/comparing.py`): its measures, and the arrays of the alignment.

use std::rc::Rc;
use std::sync::Arc;

use crate::align::Alignment;
use crate::kinship::Kinship;
use crate::told::Told;

/// What `comparing.SCALARS` reads: the measures, the fields of `Forms`, and the sizes of arrays.
#[repr(C)]
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

impl Scalars {
    fn of(kinship: &Kinship) -> Scalars {
        let (forms, alignment) = (kinship.forms(), &kinship.alignment);
        let countries = kinship.countries();
        let (country, told_country) = countries.map_or((-1, -1), |(here, there)| (i64::from(here), i64::from(there)));
        Scalars {
            verbatim: kinship.verbatim,
            back_verbatim: kinship.back_verbatim,
            inside: kinship.inside,
            coverage: kinship.coverage,
            back_coverage: kinship.back_coverage,
            back_inside: kinship.back_inside(),
            own: kinship.own(),
            rest: kinship.rest(),
            opening: kinship.opening(),
            formed: kinship.formed(),
            disordered: kinship.disordered(),
            framed: kinship.framed(),
            leads_apart: kinship.leads_apart(),
            in_step: kinship.in_step(),
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

/// How two are related, held once more; to be given back to `kinship_free`.
#[no_mangle]
pub unsafe extern "C" fn kinship_shared(kinship: *const Kinship) -> *const Kinship {
    Rc::increment_strong_count(kinship);
    kinship
}

/// The article as it was laid out, or, `theirs`, the story; to be given back to `told_free`.
#[no_mangle]
pub unsafe extern "C" fn kinship_text(kinship: *const Kinship, theirs: bool) -> *const Told {
    let kinship = &*kinship;
    let alignment = &kinship.alignment;
    Arc::into_raw(if theirs { alignment.told.clone() } else { alignment.mine.clone() })
}

#[no_mangle]
pub unsafe extern "C" fn kinship_free(kinship: *const Kinship) {
    drop(Rc::from_raw(kinship));
}

/// All that is no array.
#[no_mangle]
pub unsafe extern "C" fn kinship_scalars(kinship: *const Kinship, room: *mut Scalars) {
    room.write_unaligned(Scalars::of(&*kinship));
}

/// The start of one of the arrays.
unsafe fn start_of<T>(kinship: *const Kinship, array: impl Fn(&Alignment) -> &[T]) -> *const T {
    let kinship = &*kinship;
    array(&kinship.alignment).as_ptr()
}

#[no_mangle]
pub unsafe extern "C" fn kinship_exact(kinship: *const Kinship) -> *const bool {
    start_of(kinship, |alignment| &alignment.exact)
}

#[no_mangle]
pub unsafe extern "C" fn kinship_known(kinship: *const Kinship) -> *const bool {
    start_of(kinship, |alignment| &alignment.known)
}

#[no_mangle]
pub unsafe extern "C" fn kinship_nearest(kinship: *const Kinship) -> *const i64 {
    start_of(kinship, |alignment| &alignment.nearest)
}

#[no_mangle]
pub unsafe extern "C" fn kinship_likeness(kinship: *const Kinship) -> *const f32 {
    start_of(kinship, |alignment| &alignment.likeness)
}

#[no_mangle]
pub unsafe extern "C" fn kinship_inside(kinship: *const Kinship) -> *const f32 {
    start_of(kinship, |alignment| &alignment.inside)
}

/// The Dice coefficients, row by row: sentences of the article times those of the story.
#[no_mangle]
pub unsafe extern "C" fn kinship_likenesses(kinship: *const Kinship) -> *const f32 {
    start_of(kinship, |alignment| &alignment.likenesses)
}

#[no_mangle]
pub unsafe extern "C" fn kinship_back(kinship: *const Kinship) -> *const f32 {
    start_of(kinship, |alignment| &alignment.back)
}

#[no_mangle]
pub unsafe extern "C" fn kinship_back_likeness(kinship: *const Kinship) -> *const f32 {
    start_of(kinship, |alignment| &alignment.back_likeness)
}

/// The pairs, two numbers each.
#[no_mangle]
pub unsafe extern "C" fn kinship_pairs(kinship: *const Kinship) -> *const [i64; 2] {
    start_of(kinship, |alignment| &alignment.pairs)
}
