//! What Python calls while an article is read, searched for and kept.

use std::os::raw::c_void;
use std::sync::Arc;

use crate::asking::{Ask, Asking, Rules};
use crate::draft::Draft;
use crate::lexicon::Lexicon;
use crate::memory::slice_of;
use crate::restated::Unit;
use crate::sayings::Sayings;
use crate::sentences::{Doubtful, Piece};
use crate::told::Told;
use crate::words::Words;

/// The words that are known, made once.
pub struct Tables {
    pub lexicon: Lexicon,
    pub doubtful: Doubtful,
}

fn words(text: &[u8]) -> Words {
    let text = String::from_utf8_lossy(text);
    Words::new(text.split('\n').map(|word| word.chars().map(|c| c as u32).collect()))
}

/// `tables`: see `Lexicon::of`; the others are words between line ends. All are UTF-8.
#[no_mangle]
pub unsafe extern "C" fn tables_new(
    tables: *const u8,
    tables_size: usize,
    correcting: *const u8,
    correcting_size: usize,
    page: *const u8,
    page_size: usize,
    starts: *const u8,
    starts_size: usize,
    sure: *const u8,
    sure_size: usize,
) -> *mut Tables {
    Box::into_raw(Box::new(Tables {
        lexicon: Lexicon::of(&String::from_utf8_lossy(slice_of(tables, tables_size))),
        doubtful: Doubtful {
            either: words(&[slice_of(correcting, correcting_size), slice_of(page, page_size)].join(&b'\n')),
            correcting: words(slice_of(correcting, correcting_size)),
            page: words(slice_of(page, page_size)),
            starts: words(slice_of(starts, starts_size)),
            sure: words(slice_of(sure, sure_size)),
        },
    }))
}

/// Take in what is gone by, once. `unit_words`: the first words of the names of units, a word a line; `units`: see `Unit::of`, a unit a
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

/// Read a text, code points of four bytes. `whom`: who is asked what only Python can tell.
#[no_mangle]
pub unsafe extern "C" fn draft_read(
    rules: *const Rules,
    whom: *mut c_void,
    text: *const u32,
    size: usize,
    counts: *mut Counts,
) -> *mut Draft {
    let asking = Asking::new(&*rules, whom);
    let mut draft = Box::new(Draft::read(slice_of(text, size).to_vec(), &asking));
    let paragraphs = draft.find_heads();
    *counts = Counts {
        page: draft.page,
        said: draft.said,
        own: draft.own.len(),
        paragraphs,
        heads: draft.heads.len(),
        heads_at: draft.heads.as_ptr(),
        corrects: draft.corrects,
        failed: asking.failed(),
    };
    Box::into_raw(draft)
}

#[no_mangle]
pub unsafe extern "C" fn draft_free(draft: *mut Draft) {
    drop(Box::from_raw(draft));
}

/// How an article is divided: code points that are the page's and that are the story's, its own sentences, their paragraphs, and those of
/// them that may open as an item of a list does.
#[repr(C)]
pub struct Counts {
    page: usize,
    said: usize,
    own: usize,
    paragraphs: usize,
    heads: usize,
    heads_at: *const u32,
    /// It says that it corrects an earlier version.
    corrects: bool,
    /// Answering what was asked has failed.
    failed: bool,
}

/// Keep only some of the sentences.
#[no_mangle]
pub unsafe extern "C" fn draft_choose(draft: *mut Draft, numbers: *const u32, count: usize) {
    (*draft).choose(slice_of(numbers, count));
}

/// The keys of the own sentences; there must be room for as many as there are.
#[no_mangle]
pub unsafe extern "C" fn draft_keys(draft: *const Draft, room: *mut u64) {
    for (place, key) in (*draft).keys().enumerate() {
        *room.add(place) = key;
    }
}

/// Where the own sentences stand, neighbours joined: from and to; there must be room for as many as there are sentences. Returns how many.
#[no_mangle]
pub unsafe extern "C" fn draft_passages(draft: *const Draft, room: *mut u32) -> usize {
    let passages = (*draft).passages();
    for (place, &[start, end]) in passages.iter().enumerate() {
        *room.add(2 * place) = start;
        *room.add(2 * place + 1) = end;
    }
    passages.len()
}

/// The own sentences; returns how many.
#[no_mangle]
pub unsafe extern "C" fn draft_own(draft: *const Draft, pieces: *mut *const Piece) -> usize {
    *pieces = (*draft).own.as_ptr();
    (*draft).own.len()
}

/// Look up the terms of the own sentences, those that `told` has word for word from there; returns whether answering what was asked has failed.
#[no_mangle]
pub unsafe extern "C" fn draft_lay_out(
    draft: *mut Draft,
    rules: *const Rules,
    whom: *mut c_void,
    told: *const Told,
) -> bool {
    let asking = Asking::new(&*rules, whom);
    (*draft).lay_out(&asking, told.as_ref());
    asking.failed()
}

/// The article as it was laid out to decide on it, null where it was not; to be given back to `told_free`.
#[no_mangle]
pub unsafe extern "C" fn draft_laid_out(draft: *const Draft) -> *const Told {
    let draft = &*draft;
    draft.laid_out.as_ref().map_or(std::ptr::null(), |told| Arc::into_raw(told.clone()))
}

/// Take the sentences with their terms, null where they are not looked up.
#[no_mangle]
pub unsafe extern "C" fn draft_sayings(draft: *mut Draft) -> *mut Sayings {
    match (*draft).sayings.take() {
        Some(said) => Box::into_raw(Box::new(said)),
        None => std::ptr::null_mut(),
    }
}
