//! What Python calls to say what an article is to its story (`judging.py`).

use std::os::raw::c_void;

use crate::additions::Place;
use crate::case::{Ask, Case, Rules};
use crate::comparison_ffi::Compared;
use crate::draft::Draft;
use crate::draft_ffi::Tables;
use crate::judge::judge;
use crate::memory::slice_of;
use crate::restated::Unit;
use crate::sayings::Sayings;

/// Take in what judging goes by, once. `unit_words`: the first words of the names of units, a word a line; `units`: see `Unit::of`, a unit a
/// line. Both are UTF-8.
#[no_mangle]
pub unsafe extern "C" fn rules_new(
    tables: *mut Tables,
    ask: Ask,
    going_back: i32,
    stopping: i32,
    capital: i32,
    unit_words: *const u8,
    unit_words_size: usize,
    units: *const u8,
    units_size: usize,
) -> *mut Rules {
    let unit_words = String::from_utf8_lossy(slice_of(unit_words, unit_words_size));
    let unit_words = unit_words.split('\n').map(|word| word.chars().map(|c| c as u32).collect()).collect();
    let units = String::from_utf8_lossy(slice_of(units, units_size)).split('\n').map(Unit::of).collect();
    Box::into_raw(Box::new(Rules { tables, ask, going_back, stopping, capital, unit_words, units }))
}

/// What an article is to its story. The places of what is new lie at `places`, then those of what is repeated, until the draft is judged again;
/// `kept` is null where nothing is.
#[repr(C)]
pub struct Answer {
    update: bool,
    of: u64,
    new: usize,
    repeated: usize,
    places: *const Place,
    kept: *mut Sayings,
}

/// Say what an article is to the story it was compared with. `draft`: the article, whose first sentences were compared; `asked`: whom to ask;
/// `dated`: whether `published` is known.
#[no_mangle]
pub unsafe extern "C" fn draft_judge(
    draft: *mut Draft,
    compared: *const Compared,
    rules: *const Rules,
    asked: *mut c_void,
    retold: f64,
    dated: bool,
    published: f64,
    answer: *mut Answer,
) {
    let judged = {
        let (draft, compared) = (&*draft, &*compared);
        judge(&Case {
            alignment: &compared.comparison.kinship.alignment,
            text: &draft.text,
            own: &draft.own,
            rules: &*rules,
            asked,
            retold,
            published: dated.then_some(published),
        })
    };
    let places = [judged.new.as_slice(), &judged.repeated].concat();
    *answer = Answer {
        update: judged.update,
        of: judged.of,
        new: judged.new.len(),
        repeated: judged.repeated.len(),
        places: places.as_ptr(),
        kept: judged.kept.map_or(std::ptr::null_mut(), |kept| Box::into_raw(Box::new(kept))),
    };
    (*draft).judged = places;
}
