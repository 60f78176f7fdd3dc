//! What Python calls to take in an article (`taking.py`).

use std::cell::RefCell;
use std::os::raw::c_void;
use std::str;

use crate::asking::{Asking, Rules};
use crate::decide::About;
use crate::draft::Draft;
use crate::memory::slice_of;
use crate::packed::{eight, four, UNKNOWN_TIME};
use crate::take::{take, take_text, Arrival, Taken};
use crate::window::Window;

/// Of `taking.ARRIVAL`: when it was published, in milliseconds, rounded down, rounded, and as it is; the sizes of its id, its content's and its title.
const ARRIVAL: usize = 3 * 8 + 3 * 4;

thread_local! {
    /// What became of the last article.
    static ANSWER: RefCell<Vec<u8>> = RefCell::default();
}

/// Take in a text, UTF-8, of an article: `taking.ARRIVAL` and what it counts. Returns how long the answer at `data` is, until the
/// next article; nothing is done where it is 0. `whom`: who is asked what only Python can tell.
#[no_mangle]
pub unsafe extern "C" fn text_take(
    window: *mut Window,
    rules: *const Rules,
    whom: *mut c_void,
    text: *const u8,
    size: usize,
    arrival: *const u8,
    data: *mut *const u8,
) -> usize {
    let asking = Asking::new(&*rules, whom);
    let text = str::from_utf8_unchecked(slice_of(text, size));
    answered(take_text(text, &arrived(arrival), &mut *window, &asking), data)
}

/// The same with an article that is read, of a page that is no plain one. `digest`: it is the first item of one; `borrows`: terms are taken from stories.
#[no_mangle]
pub unsafe extern "C" fn draft_take(
    window: *mut Window,
    rules: *const Rules,
    whom: *mut c_void,
    draft: *mut Draft,
    digest: bool,
    borrows: bool,
    arrival: *const u8,
    data: *mut *const u8,
) -> usize {
    let (draft, arrival) = (&mut *draft, arrived(arrival));
    let about = About { published: arrival.rounded, correction: draft.corrects, digest, borrows };
    let asking = Asking::new(&*rules, whom);
    answered(take(draft, &about, &arrival, &mut *window, &asking), data)
}

unsafe fn arrived<'a>(start: *const u8) -> Arrival<'a> {
    let head = slice_of(start, ARRIVAL);
    let published = eight(head) as i64;
    let known = published != UNKNOWN_TIME;
    let mut at = start.add(ARRIVAL);
    let mut next = |place: usize| {
        let size = four(&head[place..]) as usize;
        let part = slice_of(at, size);
        at = at.add(size);
        part
    };
    Arrival {
        published,
        rounded: known.then_some(eight(&head[8..]) as i64),
        exact: known.then_some(f64::from_bits(eight(&head[16..]))),
        ident: next(24),
        content: next(28),
        title: next(32),
    }
}

/// Lay the answer out as `taking.TAKEN` and what follows it.
unsafe fn answered(taken: Option<Taken>, data: *mut *const u8) -> usize {
    let taken = match taken {
        Some(taken) => taken,
        None => return 0,
    };
    ANSWER.with(|answer| {
        let mut answer = answer.borrow_mut();
        answer.clear();
        answer.extend_from_slice(&taken.story.to_le_bytes());
        answer.extend_from_slice(&(taken.told.len() as u32).to_le_bytes());
        answer.push(taken.verdict as u8);
        answer.extend_from_slice(&taken.told);
        answer.extend_from_slice(&taken.signature);
        *data = answer.as_ptr();
        answer.len()
    })
}
