//! What Python calls to say what an article is to its story (`judging.py`).

use std::os::raw::c_void;

use crate::additions::Place;
use crate::asking::{Asking, Rules};
use crate::case::Case;
use crate::comparison_ffi::Compared;
use crate::draft::Draft;
use crate::judge::judge;
use crate::sayings::Sayings;

/// What an article is to its story. The places of what is new lie at `places`, then those of what is repeated, until the draft is judged again;
/// `kept` is null where nothing is.
#[repr(C)]
pub struct Answer {
    update: bool,
    /// Answering what was asked has failed.
    failed: bool,
    of: u64,
    new: usize,
    repeated: usize,
    places: *const Place,
    kept: *mut Sayings,
}

/// Say what an article is to the story it was compared with. `draft`: the article, whose first sentences were compared; `whom`: whom to ask;
/// `dated`: whether `published` is known.
#[no_mangle]
pub unsafe extern "C" fn draft_judge(
    draft: *mut Draft,
    compared: *const Compared,
    rules: *const Rules,
    whom: *mut c_void,
    dated: bool,
    published: f64,
    answer: *mut Answer,
) {
    let asking = Asking::new(&*rules, whom);
    let judged = {
        let (draft, compared) = (&*draft, &*compared);
        judge(&Case::of(draft, &compared.comparison.kinship, &asking, dated.then_some(published)))
    };
    let places = [judged.new.as_slice(), &judged.repeated].concat();
    *answer = Answer {
        update: judged.update,
        failed: asking.failed(),
        of: judged.of,
        new: judged.new.len(),
        repeated: judged.repeated.len(),
        places: places.as_ptr(),
        kept: judged.kept.map_or(std::ptr::null_mut(), |kept| Box::into_raw(Box::new(kept))),
    };
    (*draft).judged = places;
}
