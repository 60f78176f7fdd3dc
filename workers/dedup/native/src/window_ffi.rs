//! What Python calls to find an article's stories in the window and to keep the article there.

use std::slice;

use crate::compare_ffi::handle;
use crate::draft::Draft;
use crate::memory::slice_of;
use crate::packed;
use crate::sayings::Sayings;
use crate::search::{self, Found, Index};
use crate::told::Told;

/// Where the window's index and the stories of its articles lie in memory.
#[repr(C)]
pub struct Place {
    table: *mut u32,
    buckets: usize,
    stories: *const u64,
    count: usize,
    base: u32,
    oldest: u32,
}

unsafe fn index_at<'a>(place: *const Place) -> Index<'a> {
    let place = &*place;
    Index {
        table: slice_of(place.table, place.buckets * 2 * search::WAYS),
        stories: slice_of(place.stories, place.count),
        base: place.base,
        oldest: place.oldest,
    }
}

/// A story, its score, and how many sentences it has in common.
#[repr(C)]
pub struct Candidate {
    story: u64,
    score: f64,
    votes: f64,
}

unsafe fn write_best(found: &Found, candidates: *mut Candidate) -> usize {
    for (place, &(story, score)) in found.best.iter().enumerate() {
        *candidates.add(place) = Candidate { story, score, votes: found.votes_of(story) };
    }
    found.best.len()
}

/// Find the stories that have said the article's sentences: at most `most`; returns how many.
#[no_mangle]
pub unsafe extern "C" fn draft_find(
    draft: *mut Draft,
    place: *const Place,
    most: usize,
    candidates: *mut Candidate,
) -> usize {
    let found = Found::of_keys((*draft).own.iter().map(|piece| piece.key), &index_at(place), most);
    let count = write_best(&found, candidates);
    (*draft).found = found;
    count
}

/// Find the stories that share names and figures with the article as well, after `draft_find`.
#[no_mangle]
pub unsafe extern "C" fn draft_weigh(
    draft: *mut Draft,
    said: *const Sayings,
    place: *const Place,
    most: usize,
    candidates: *mut Candidate,
) -> usize {
    (*draft).found.weigh(&*said, &index_at(place), most);
    write_best(&(*draft).found, candidates)
}

/// Whether a story has too little in common with an article to be compared. `parts`: its packed signatures.
#[no_mangle]
pub unsafe extern "C" fn sayings_hopeless(
    said: *const Sayings,
    parts: *const *const u8,
    sizes: *const usize,
    count: usize,
) -> bool {
    let mut theirs = Sayings::new();
    for (&part, &size) in slice_of(parts, count).iter().zip(slice_of(sizes, count)) {
        packed::unpack(slice_of(part, size), &mut theirs);
    }
    search::hopeless(&*said, &search::anchors(&theirs.flat))
}

/// The same for a story of one article.
#[no_mangle]
pub unsafe extern "C" fn sayings_hopeless_one(said: *const Sayings, part: *const u8, size: usize) -> bool {
    let mut theirs = Sayings::new();
    packed::unpack(slice_of(part, size), &mut theirs);
    search::hopeless(&*said, &search::anchors(&theirs.flat))
}

/// The same for a story that is laid out.
#[no_mangle]
pub unsafe extern "C" fn sayings_hopeless_beside(said: *const Sayings, told: *const Told) -> bool {
    search::hopeless(&*said, &search::anchors(&(*told).vocabulary))
}

/// A story laid out for comparison, from its packed signatures and their numbers; null where one of them is none.
#[no_mangle]
pub unsafe extern "C" fn told_unpacked(
    parts: *const *const u8,
    sizes: *const usize,
    numbers: *const u64,
    count: usize,
    dated: bool,
    published: i64,
) -> *mut Told {
    let mut said = Sayings::new();
    let (mut bringers, mut times) = (Vec::new(), Vec::new());
    for ((&part, &size), &number) in
        slice_of(parts, count).iter().zip(slice_of(sizes, count)).zip(slice_of(numbers, count))
    {
        if !packed::unpack(slice_of(part, size), &mut said) {
            return std::ptr::null_mut();
        }
        bringers.resize(said.len(), number);
        times.resize(said.len(), packed::published(slice_of(part, size)).unwrap_or(i64::MIN));
    }
    handle(Told::new(said, bringers, if dated { Some(published) } else { None }).timed(times))
}

/// The sentences of a text that is laid out.
#[no_mangle]
pub unsafe extern "C" fn told_sayings(told: *const Told) -> *mut Sayings {
    Box::into_raw(Box::new((*told).sayings.clone()))
}

/// An article laid out for comparison.
#[no_mangle]
pub unsafe extern "C" fn told_of_sayings(said: *const Sayings, dated: bool, published: i64) -> *mut Told {
    let said = (*said).clone();
    let bringers = vec![0; said.len()];
    handle(Told::new(said, bringers, if dated { Some(published) } else { None }))
}

/// Sentences as a signature keeps them, and the features they are found by.
pub struct Packed {
    bytes: Vec<u8>,
    features: Vec<u32>,
}

/// What of sentences is kept.
#[repr(C)]
pub struct Kept {
    bytes: *const u8,
    size: usize,
    sentences: usize,
    features: usize,
}

/// Pack sentences.
#[no_mangle]
pub unsafe extern "C" fn packed_new(said: *const Sayings, kept: *mut Kept) -> *mut Packed {
    let said = packed::kept(&*said);
    let features = if said.len() > 0 { search::kept_features(&said) } else { Vec::new() };
    let made = Box::new(Packed { bytes: packed::pack(&said), features });
    *kept = Kept {
        bytes: made.bytes.as_ptr(),
        size: made.bytes.len(),
        sentences: said.len(),
        features: made.features.len(),
    };
    Box::into_raw(made)
}

#[no_mangle]
pub unsafe extern "C" fn packed_free(packed: *mut Packed) {
    drop(Box::from_raw(packed));
}

/// Remember in the index that an article has the features.
#[no_mangle]
pub unsafe extern "C" fn packed_index(packed: *const Packed, place: *const Place, sequence: u32) {
    let place = &*place;
    let table = slice::from_raw_parts_mut(place.table, place.buckets * 2 * search::WAYS);
    search::index(table, &(*packed).features, sequence);
}
