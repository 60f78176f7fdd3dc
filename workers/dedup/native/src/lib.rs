//! Dedup in native code: the same decisions as the Python modules of `workers.dedup`, some eight times as fast.
//!
//! Why a rule or a number is what it is stands there, beside its words. No dependencies. The functions that Python calls take what the Python
//! beside them gives: pointers that they made, and arrays as long as they are told.

#![allow(clippy::missing_safety_doc)]

mod accents;
mod additions;
mod align;
mod asides;
mod asking;
mod case;
mod chars;
mod common;
mod comparison;
pub mod comparison_ffi;
mod dateline;
mod decide;
mod draft;
pub mod draft_ffi;
mod figures;
mod forms;
mod furniture;
mod hashes;
mod heads;
mod index;
mod judge;
pub mod judge_ffi;
mod kinship;
pub mod kinship_ffi;
mod lazy;
mod lexicon;
mod located;
mod look;
mod measures;
mod memory;
mod news;
mod notices;
mod numerals;
mod opening;
mod over;
mod packed;
mod recent;
mod restated;
mod rewritten;
mod sayings;
pub mod sayings_ffi;
mod search;
mod sentences;
mod step;
mod sums;
mod take;
pub mod take_ffi;
mod terms;
mod told;
pub mod told_ffi;
mod window;
pub mod window_ffi;
mod words;
mod written;

/// The version of these functions: the Python that calls them loads no other.
#[no_mangle]
pub extern "C" fn evacwire_abi() -> u32 {
    5
}
