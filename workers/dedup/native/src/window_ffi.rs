//! What Python calls to keep articles in the window and to find an article's stories there (`window.py`, `draft.py`).

use std::slice;
use std::sync::Arc;

use crate::hashes::story_key;
use crate::memory::slice_of;
use crate::packed;
use crate::sayings::Sayings;
use crate::search;
use crate::told::Told;
use crate::told_ffi::handle;
use crate::window::Window;

#[no_mangle]
pub extern "C" fn window_new(window_ms: i64, capacity: usize, drop_at: usize) -> *mut Window {
    Box::into_raw(Box::new(Window::new(window_ms, capacity, drop_at)))
}

#[no_mangle]
pub unsafe extern "C" fn window_free(window: *mut Window) {
    drop(Box::from_raw(window));
}

/// How many articles it holds.
#[no_mangle]
pub unsafe extern "C" fn window_len(window: *const Window) -> usize {
    (*window).len()
}

/// Stream time.
#[no_mangle]
pub unsafe extern "C" fn window_now(window: *const Window) -> i64 {
    (*window).now
}

/// Set stream time.
#[no_mangle]
pub unsafe extern "C" fn window_set_now(window: *mut Window, now: i64) {
    (*window).now = now;
}

/// Stream time as an article of that content time moves it.
#[no_mangle]
pub unsafe extern "C" fn window_advanced(window: *const Window, published: i64) -> i64 {
    (*window).advanced(published)
}

/// Whether bytes are plainly a packed signature.
#[no_mangle]
pub unsafe extern "C" fn is_signature(data: *const u8, size: usize) -> bool {
    packed::is_signature(slice_of(data, size))
}

/// Take in an article by its packed signature, which is one.
#[no_mangle]
pub unsafe extern "C" fn window_take(window: *mut Window, data: *const u8, size: usize) {
    let data = slice_of(data, size);
    let mut said = Sayings::new();
    packed::unpack(data, &mut said);
    let features = if said.len() > 0 { search::kept_features(&said) } else { Vec::new() };
    (*window).add(data.into(), &features);
}

/// Add an article: the head of its signature, that counts no sentences, and the sentences. Returns the size of the signature, `data` gets
/// where it lies until something is added.
#[no_mangle]
pub unsafe extern "C" fn window_add(
    window: *mut Window,
    head: *const u8,
    size: usize,
    said: *const Sayings,
    data: *mut *const u8,
) -> usize {
    let said = packed::kept(&*said);
    let features = if said.len() > 0 { search::kept_features(&said) } else { Vec::new() };
    let made = packed::behind(slice_of(head, size), &said).into_boxed_slice();
    let size = made.len();
    *data = made.as_ptr();
    (*window).add(made, &features);
    size
}

/// The size of the signatures of all articles, and of their lengths.
#[no_mangle]
pub unsafe extern "C" fn window_saved_size(window: *const Window) -> usize {
    (*window).live().iter().map(|data| 4 + data.len()).sum()
}

/// Write the lengths of the signatures of all articles, four bytes each, and the signatures; there must be room.
#[no_mangle]
pub unsafe extern "C" fn window_save(window: *const Window, room: *mut u8) {
    let live = (*window).live();
    let size = live.iter().map(|data| 4 + data.len()).sum();
    let (lengths, mut rest) = slice::from_raw_parts_mut(room, size).split_at_mut(4 * live.len());
    for (data, length) in live.iter().zip(lengths.chunks_exact_mut(4)) {
        length.copy_from_slice(&(data.len() as u32).to_le_bytes());
        let (own, others) = rest.split_at_mut(data.len());
        own.copy_from_slice(data);
        rest = others;
    }
}

/// The number of the newest article with an id (UTF-8), 0 where it is not in the window.
#[no_mangle]
pub unsafe extern "C" fn window_number_of(window: *const Window, ident: *const u8, size: usize) -> u32 {
    (*window).number_of(story_key(slice_of(ident, size)))
}

/// The packed signature of an article, null where the window has none; `size` gets its size.
#[no_mangle]
pub unsafe extern "C" fn window_signature(window: *const Window, number: u32, size: *mut usize) -> *const u8 {
    let data = (*window).signature(number).unwrap_or(&[]);
    *size = data.len();
    data.as_ptr()
}

/// What a story has said, laid out for comparison.
#[no_mangle]
pub unsafe extern "C" fn window_told(window: *mut Window, story: u64) -> *const Told {
    Arc::into_raw((*window).told(story))
}

/// An entry of the index: its story and the position of the feature it was found by.
#[repr(C)]
pub struct Entry {
    story: u64,
    row: u64,
}

/// Find the entries that features lead to; there must be room for as many as a bucket holds of each. Returns how many there are.
#[no_mangle]
pub unsafe extern "C" fn window_find(
    window: *const Window,
    features: *const u32,
    count: usize,
    room: *mut Entry,
) -> usize {
    let mut found = Vec::new();
    for (row, &feature) in slice_of(features, count).iter().enumerate() {
        (*window).find(feature, row as u32, &mut found);
    }
    for (place, &(story, row)) in found.iter().enumerate() {
        *room.add(place) = Entry { story, row: u64::from(row) };
    }
    found.len()
}

/// The sentences of a text that is laid out.
#[no_mangle]
pub unsafe extern "C" fn told_sayings(told: *const Told) -> *mut Sayings {
    Box::into_raw(Box::new((*told).sayings.clone()))
}

/// How many sentences a text has that is laid out.
#[no_mangle]
pub unsafe extern "C" fn told_len(told: *const Told) -> usize {
    (*told).len()
}

/// When the newest article of a text that is laid out was published; `known` gets whether that is known.
#[no_mangle]
pub unsafe extern "C" fn told_published(told: *const Told, known: *mut bool) -> i64 {
    *known = (*told).published.is_some();
    (*told).published.unwrap_or(0)
}

/// The article that first said each sentence.
#[no_mangle]
pub unsafe extern "C" fn told_bringers(told: *const Told) -> *const u64 {
    (*told).bringer.as_ptr()
}

/// An article laid out for comparison.
#[no_mangle]
pub unsafe extern "C" fn told_of_sayings(said: *const Sayings, dated: bool, published: i64) -> *mut Told {
    let said = (*said).clone();
    let bringers = vec![0; said.len()];
    handle(Told::new(said, bringers, if dated { Some(published) } else { None }))
}
