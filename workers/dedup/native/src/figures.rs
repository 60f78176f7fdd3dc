//! Figures as they are written: large ones, rounded ones (`news.py`, `rounding.py`, `terms.py`).

use crate::chars::{is_space, is_word, lower, skip};
use crate::sayings::{NUMBER, SMALL};
use crate::terms::{hashed, LARGEST_SMALL, LONGEST_FIGURE};

/// One more than the largest figure of as many digits as count.
const TOO_LONG: i128 = 1_000_000_000_000_000_000;
/// Room for the digits that count, a point and a decimal.
const ROOM: usize = LONGEST_FIGURE + 2;
/// Figures tried, at most, of a rounded one.
const CANDIDATES: i64 = 1_000;
const ABOVE: [&str; 5] = ["more than", "over", "above", "upwards of", "at least"];
const BELOW: [&str; 7] = ["nearly", "almost", "close to", "just under", "fewer than", "less than", "up to"];
const ABOUT: [&str; 7] = ["about", "around", "some", "roughly", "approximately", "an estimated", "circa"];
const DIGITS: &str = "0123456789";

/// The value of a figure as written, None where it is no whole number (`terms.whole_number`).
pub fn whole_number(figure: &[u32]) -> Option<i64> {
    let digits: Vec<u32> = figure.iter().copied().filter(|&c| c != 0x2C).collect();
    let whole = !digits.is_empty() && digits.len() <= LONGEST_FIGURE && skip(&digits, 0, DIGITS) == digits.len();
    whole.then(|| digits.iter().fold(0, |value, &c| 10 * value + i64::from(c - 0x30)))
}

/// The term of a figure of at least 0 (`terms.figure_term`).
pub fn figure_term(value: i128) -> i32 {
    let (mut room, value) = ([0; ROOM], counted(value));
    hashed(if value <= LARGEST_SMALL { SMALL } else { NUMBER }, digits(value, &mut room, ROOM))
}

/// The term of a figure of at least 0 with one decimal, which is not 0.
pub fn tenths_term(tenths: i128) -> i32 {
    let mut room = [0; ROOM];
    room[ROOM - 2..].copy_from_slice(&[b'.', b'0' + (tenths % 10) as u8]);
    let size = digits(counted(tenths / 10), &mut room, ROOM - 2).len();
    hashed(NUMBER, &room[ROOM - 2 - size..])
}

/// A value by those of its digits that count.
fn counted(mut value: i128) -> u64 {
    while value >= TOO_LONG {
        value /= 10;
    }
    value as u64
}

/// Write the digits of a value up to a place.
fn digits(mut value: u64, room: &mut [u8; ROOM], end: usize) -> &[u8] {
    let mut start = end;
    loop {
        start -= 1;
        room[start] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            return &room[start..end];
        }
    }
}

/// Whether a figure is one of the figures rounded (`rounding.is_rounded`). `before`: the text up to it; `known`: whether there is the figure
/// of a term.
pub fn is_rounded(before: &[u32], value: i64, known: impl Fn(i32) -> bool) -> bool {
    let unit = power_of_ten(value);
    let (low, high) = reach(before, unit);
    if unit < 10 || low == high {
        return false;
    }
    let step = (unit / CANDIDATES).max(1) as usize;
    (low..=high).step_by(step).any(|change| value + change > 0 && known(figure_term(i128::from(value + change))))
}

/// The power of ten that a figure is a multiple of.
fn power_of_ten(value: i64) -> i64 {
    let mut unit = 1;
    while value != 0 && value % (unit * 10) == 0 {
        unit *= 10;
    }
    unit
}

/// From where to where the figure that was rounded may lie, from the rounded one.
fn reach(before: &[u32], unit: i64) -> (i64, i64) {
    if ends_with_words(before, &ABOVE) {
        (0, unit - 1)
    } else if ends_with_words(before, &BELOW) {
        (1 - unit, 0)
    } else if ends_with_words(before, &ABOUT) {
        (-unit / 2, unit / 2)
    } else {
        (0, 0)
    }
}

/// Whether a text ends with one of these words, whatever blanks follow.
fn ends_with_words(text: &[u32], words: &[&str]) -> bool {
    let end = text.iter().rposition(|&c| !is_space(c)).map_or(0, |last| last + 1);
    words.iter().any(|word| {
        let start = end.checked_sub(word.len());
        start.map_or(false, |start| {
            let same = text[start..end].iter().zip(word.bytes()).all(|(&c, byte)| lower(c) == u32::from(byte));
            same && (start == 0 || !is_word(text[start - 1]))
        })
    })
}

/// Whether a figure is written as large ones are: three digits or more, with commas or without (`news.LARGE`).
pub fn is_large(text: &[u32]) -> bool {
    let whole = text.iter().position(|&c| c == 0x2E).unwrap_or(text.len());
    let (figure, rest) = text.split_at(whole);
    let decimals = rest.is_empty() || (rest.len() > 1 && skip(rest, 1, DIGITS) == rest.len());
    let groups: Vec<&[u32]> = figure.split(|&c| c == 0x2C).collect();
    let digits = groups.iter().all(|group| !group.is_empty() && skip(group, 0, DIGITS) == group.len());
    let grouped = groups.len() > 1 && groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    decimals && digits && (grouped || (groups.len() == 1 && figure.len() >= 3))
}
