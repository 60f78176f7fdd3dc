//! What only Python can tell is asked of it while native code runs (`asking.py`): mostly what takes a regular expression to know.

use std::cell::Cell;
use std::os::raw::c_void;
use std::rc::Rc;

use crate::draft_ffi::Tables;
use crate::kinship::Kinship;
use crate::restated::Unit;

/// What is asked of a text: whether it corrects an earlier version, has a heading, ...
pub const CORRECTS: u32 = 0;
pub const IS_HEADED: u32 = 1;
pub const OTHER_YEARS: u32 = 2;
pub const ON_TOPIC: u32 = 3;
pub const LATER: u32 = 4;
pub const ASIDE: u32 = 5;
pub const GOES_ON: u32 = 6;
pub const NOTICE: u32 = 7;
pub const OTHER_TIMES: u32 = 8;
pub const RECALLED: u32 = 9;
pub const SPEECH: u32 = 10;
/// Whether a sentence says that people may go back.
pub const OVER: u32 = 11;
/// Whether a sentence is the page's.
pub const FURNITURE: u32 = 12;
/// The words of a sentence, three numbers each: its term, where it starts and ends.
pub const LOCATED: u32 = 13;
/// The figures with a unit in a text: of each its unit, where the figure starts and ends, how many terms they have, and the terms.
pub const MEASURED: u32 = 14;
/// The sentences of a line: first whether it corrects an earlier version, then of each where it starts and ends, the two halves of its key,
/// whether it is the page's.
pub const LINE: u32 = 15;
/// The terms of a sentence.
pub const SENTENCE: u32 = 16;
/// The term of a token, inside a sentence and where it opens one.
pub const TOKEN: u32 = 17;
pub const OPENING_TOKEN: u32 = 18;
/// The terms of a sentence, by its number, that only say otherwise what the story's passage says.
pub const RESTATED: u32 = 19;
/// The large figures of a sentence, by its number, that the story has not.
pub const LARGE: u32 = 20;

/// Asks Python: whom, what, the number of a sentence, a text and its length, how it is related to a story where that matters, room for an answer
/// and for how many numbers; and where to say last of all how many are used, or of what is yes or no, 1 or 0. What a callback returns is no sign that it
/// has run: where a signal ends it at once, ctypes returns what it returned before.
pub type Ask =
    unsafe extern "C" fn(*mut c_void, u32, u32, *const u32, usize, *const Kinship, *mut i32, usize, *mut i64);

/// What Python tells once.
pub struct Rules {
    pub tables: *mut Tables,
    pub ask: Ask,
    /// The terms for "people may go back", for "halted" and for "capital".
    pub going_back: i32,
    pub stopping: i32,
    pub capital: i32,
    /// The first words of the names of units.
    pub unit_words: Vec<Vec<u32>>,
    pub units: Vec<Unit>,
}

/// Somebody to ask about one article.
pub struct Asking<'a> {
    pub rules: &'a Rules,
    whom: *mut c_void,
    failed: Cell<bool>,
}

impl<'a> Asking<'a> {
    pub fn new(rules: &'a Rules, whom: *mut c_void) -> Self {
        Asking { rules, whom, failed: Cell::new(false) }
    }

    /// Whether answering has failed: what was done since is worth nothing.
    pub fn failed(&self) -> bool {
        self.failed.get()
    }

    /// Whether Python says so of a text.
    pub fn says(&self, kind: u32, text: &[u32]) -> bool {
        self.ask(kind, 0, text, std::ptr::null(), &mut []) == Some(1)
    }

    /// The numbers, at most so many, that Python answers of a sentence and a text.
    pub fn numbers(&self, kind: u32, number: usize, text: &[u32], most: usize) -> Vec<i32> {
        self.answer(kind, number, text, std::ptr::null(), most)
    }

    /// The terms, at most so many, that Python names of a sentence of an article that is so related to a story.
    pub fn terms(&self, kind: u32, number: usize, body: &[u32], kinship: &Rc<Kinship>, most: usize) -> Vec<i32> {
        self.answer(kind, number, body, Rc::as_ptr(kinship), most)
    }

    fn answer(&self, kind: u32, number: usize, text: &[u32], kinship: *const Kinship, most: usize) -> Vec<i32> {
        let mut answer = vec![0; most];
        let size = self.ask(kind, number, text, kinship, &mut answer);
        answer.truncate(size.unwrap_or(0));
        answer
    }

    fn ask(
        &self,
        kind: u32,
        number: usize,
        text: &[u32],
        kinship: *const Kinship,
        answer: &mut [i32],
    ) -> Option<usize> {
        let (number, room, most) = (number as u32, answer.as_mut_ptr(), answer.len());
        let mut used = -1;
        unsafe {
            (self.rules.ask)(self.whom, kind, number, text.as_ptr(), text.len(), kinship, room, most, &mut used);
        }
        if used < 0 {
            self.failed.set(true);
        }
        usize::try_from(used).ok()
    }
}
