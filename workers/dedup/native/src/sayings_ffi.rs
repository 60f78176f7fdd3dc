//! What Python calls to read sentences that lie here.

use crate::memory::slice_of;
use crate::sayings::Sayings;

#[no_mangle]
pub unsafe extern "C" fn sayings_free(said: *mut Sayings) {
    drop(Box::from_raw(said));
}

/// The sizes of sentences: how many there are, and how many terms they have.
#[no_mangle]
pub unsafe extern "C" fn sayings_sizes(said: *const Sayings, terms: *mut usize) -> usize {
    *terms = (*said).flat.len();
    (*said).len()
}

/// The terms of sentences, one sentence after the other.
#[no_mangle]
pub unsafe extern "C" fn sayings_flat(said: *const Sayings) -> *const i32 {
    (*said).flat.as_ptr()
}

/// Where the terms of each sentence start, and last where they end: one more than there are sentences.
#[no_mangle]
pub unsafe extern "C" fn sayings_ends(said: *const Sayings) -> *const usize {
    (*said).ends.as_ptr()
}

/// Copy sentences into arrays: keys, terms, and the number of the sentence of each term.
#[no_mangle]
pub unsafe extern "C" fn sayings_copy(said: *const Sayings, keys: *mut u64, flat: *mut i32, owner: *mut i64) {
    let said = &*said;
    keys.copy_from_nonoverlapping(said.keys.as_ptr(), said.keys.len());
    flat.copy_from_nonoverlapping(said.flat.as_ptr(), said.flat.len());
    let mut at = 0;
    for number in 0..said.len() {
        for _ in said.terms(number) {
            *owner.add(at) = number as i64;
            at += 1;
        }
    }
}

/// Some of the sentences, by their numbers.
#[no_mangle]
pub unsafe extern "C" fn sayings_chosen(said: *const Sayings, numbers: *const u32, count: usize) -> *mut Sayings {
    let said = &*said;
    let mut made = Sayings::new();
    for number in slice_of(numbers, count).iter().map(|&number| number as usize).filter(|&number| number < said.len()) {
        made.push(said.keys[number], said.terms(number));
    }
    Box::into_raw(Box::new(made))
}
