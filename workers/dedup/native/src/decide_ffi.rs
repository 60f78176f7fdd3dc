//! What Python calls to decide where an article belongs (`deciding.py`).

use std::os::raw::c_void;
use std::sync::Arc;

use crate::comparison_ffi::Compared;
use crate::decide::{decide, About, Belonging};
use crate::draft::Draft;
use crate::draft_ffi::Tables;
use crate::told::Told;
use crate::window::Window;

const NEW: u32 = 0;
const COPY: u32 = 1;
const KIN: u32 = 2;
const ASKS: u32 = 3;

/// Where an article belongs. `made` is to be given back: of a new one its sentences, of kin the comparison.
#[repr(C)]
pub struct Decided {
    kind: u32,
    /// The number of the article that is copied.
    of: u32,
    story: u64,
    made: *mut c_void,
}

/// Say where an article belongs that has a sentence: `ASKS` until all that the draft asks is answered. `dated`: whether `published` is known.
#[no_mangle]
pub unsafe extern "C" fn draft_decide(
    draft: *mut Draft,
    tables: *mut Tables,
    window: *mut Window,
    dated: bool,
    published: i64,
    correction: bool,
    digest: bool,
    decided: *mut Decided,
) {
    let about = About { published: dated.then_some(published), correction, digest };
    let tables = &mut *tables;
    *decided = match decide(&mut *draft, &mut *window, &mut tables.lexicon, &about) {
        Belonging::New(mine) => {
            let sayings = Box::into_raw(Box::new(mine.sayings.clone()));
            Decided { kind: NEW, of: 0, story: 0, made: sayings.cast() }
        }
        Belonging::Copy(story, of) => Decided { kind: COPY, of, story, made: std::ptr::null_mut() },
        Belonging::Kin(story, comparison) => {
            let compared = Box::into_raw(Box::new(Compared::of(comparison)));
            Decided { kind: KIN, of: 0, story, made: compared.cast() }
        }
        Belonging::Asks => Decided { kind: ASKS, of: 0, story: 0, made: std::ptr::null_mut() },
    };
}

/// The article as it was laid out to decide on it, null where it was not; to be given back to `told_free`.
#[no_mangle]
pub unsafe extern "C" fn draft_laid_out(draft: *const Draft) -> *const Told {
    let draft = &*draft;
    draft.laid_out.as_ref().map_or(std::ptr::null(), |told| Arc::into_raw(told.clone()))
}
