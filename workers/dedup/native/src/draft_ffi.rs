//! What Python calls while an article is read, searched for and kept.

use crate::draft::{Draft, Question};
use crate::lexicon::Lexicon;
use crate::memory::slice_of;
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

/// Remember the term of a token that was asked for.
#[no_mangle]
pub unsafe extern "C" fn tables_learn(tables: *mut Tables, token: *const u32, size: usize, first: bool, term: i32) {
    (*tables).lexicon.learn(slice_of(token, size), first, term);
}

/// Read a text, code points of four bytes. Where nothing is asked, it is finished too.
#[no_mangle]
pub unsafe extern "C" fn draft_read(
    tables: *const Tables,
    text: *const u32,
    size: usize,
    counts: *mut Counts,
) -> *mut Draft {
    let mut draft = Box::new(Draft::read(slice_of(text, size), &(*tables).doubtful));
    let asked = draft.asked.len();
    if asked == 0 {
        *counts = finished(&mut draft);
    }
    (*counts).asked = asked;
    Box::into_raw(draft)
}

#[no_mangle]
pub unsafe extern "C" fn draft_free(draft: *mut Draft) {
    drop(Box::from_raw(draft));
}

/// What is asked; returns how much.
#[no_mangle]
pub unsafe extern "C" fn draft_asked(draft: *const Draft, questions: *mut *const Question) -> usize {
    *questions = (*draft).asked.as_ptr();
    (*draft).asked.len()
}

#[no_mangle]
pub unsafe extern "C" fn draft_answer_line(draft: *mut Draft, paragraph: usize, pieces: *const Piece, count: usize) {
    (*draft).answer_line(paragraph, slice_of(pieces, count));
}

#[no_mangle]
pub unsafe extern "C" fn draft_answer_sentence(draft: *mut Draft, number: usize, terms: *const i32, count: usize) {
    (*draft).answer_sentence(number, slice_of(terms, count));
}

#[no_mangle]
pub unsafe extern "C" fn draft_answer_over(draft: *mut Draft, number: usize, going_back: i32) {
    (*draft).answer_over(number, going_back);
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
    /// Lines that only Python can read.
    asked: usize,
}

fn finished(draft: &mut Draft) -> Counts {
    let division = draft.finish();
    let paragraphs = draft.find_heads();
    Counts {
        page: division.page,
        said: division.said,
        own: draft.own.len(),
        paragraphs,
        heads: draft.heads.len(),
        heads_at: draft.heads.as_ptr(),
        asked: 0,
    }
}

/// Put the lines together.
#[no_mangle]
pub unsafe extern "C" fn draft_finish(draft: *mut Draft, counts: *mut Counts) {
    *counts = finished(&mut *draft);
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
    for (place, &(start, end)) in passages.iter().enumerate() {
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

/// Look up the terms of the own sentences, those that `told` has word for word from there; returns how much is asked first.
#[no_mangle]
pub unsafe extern "C" fn draft_lay_out(draft: *mut Draft, tables: *mut Tables, told: *const Told) -> usize {
    let tables = &mut *tables;
    (*draft).lay_out(&mut tables.lexicon, told.as_ref());
    (*draft).asked.len()
}

/// Take the sentences with their terms, null where they are not looked up.
#[no_mangle]
pub unsafe extern "C" fn draft_sayings(draft: *mut Draft) -> *mut Sayings {
    match (*draft).sayings.take() {
        Some(said) => Box::into_raw(Box::new(said)),
        None => std::ptr::null_mut(),
    }
}
