//! What Python calls for sentences laid out for comparison (`native/told.py`). Texts are handles: each is given back once to `told_free`.

use std::sync::Arc;

use crate::memory::slice_of;
use crate::sayings::{kind, Sayings, KINDS};
use crate::told::Told;

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

/// A text that Python holds, held here too.
pub unsafe fn shared(told: *const Told) -> Option<Arc<Told>> {
    if told.is_null() {
        return None;
    }
    Arc::increment_strong_count(told);
    Some(Arc::from_raw(told))
}
