//! Sentences that say that it is over (`over.py`), found without its regular expressions.

use crate::chars::{is_known, is_word, lower};

const MAY: [&[u8]; 8] = [b"may", b"can", b"could", b"allowed", b"free", b"able", b"permitted", b"told"];
/// What may stand between that and the return, each once, in this order.
const BETWEEN: [&[&[u8]]; 4] =
    [&[b" that"], &[b" they", b" people", b" residents"], &[b" to", b" may", b" can", b" could"], &[b" now"]];
const RETURN: [&[u8]; 7] =
    [b" return", b" go back", b" go home", b" come back", b" come home", b" move back", b" move home"];
const LET: [&[u8]; 2] = [b"allowed", b"let"];
const MOVED: [&[u8]; 3] = [b"moved", b"went", b"gone"];
/// After "moved back": it is no return.
const ELSEWHERE: [&[u8]; 27] = [
    b" and forth",
    b" into",
    b" inside",
    b" for",
    b" on",
    b" to work",
    b" to fetch",
    b" to get",
    b" to collect",
    b" to save",
    b" to rescue",
    b" to look",
    b" to search",
    b" by",
    b" about",
    b" from",
    b" some",
    b" almost",
    b" nearly",
    b" one",
    b" two",
    b" three",
    b" four",
    b" five",
    b" six",
    b" ten",
    b" half",
];
const RETURNED: [&[u8]; 4] = [b"return", b"returned", b"returning", b"returns"];
const HOMES: [&[u8]; 2] = [b" home", b" to their homes"];
const WENT: [&[u8]; 3] = [b"go", b"gone", b"went"];
const ORDER: [&[u8]; 8] =
    [b"order", b"orders", b"warning", b"direction", b"directive", b"notice", b"advisory", b"evacuation"];
const IS_LIFTED: [&[u8]; 6] = [b"lifted", b"canceled", b"cancelled", b"rescinded", b"withdrawn", b"revoked"];
const LIFTS: [&[u8]; 8] =
    [b"lift", b"lifts", b"lifted", b"cancels", b"canceled", b"cancelled", b"rescinds", b"rescinded"];
const LIFTED: [&[u8]; 7] = [b"order", b"orders", b"warning", b"direction", b"directive", b"notice", b"evacuation"];
const FAR_BEFORE: usize = 80;
const FAR_BEHIND: usize = 40;
const GIVEN: [&[u8]; 5] = [b"gave", b"given", b"sounded", b"issued", b"got"];
const ALL_CLEAR: [&[u8]; 6] =
    [b" all-clear", b" all clear", b" the all-clear", b" the all clear", b" an all-clear", b" an all clear"];
const NOT_YET: [&[u8]; 18] = [
    b"not", b"no one", b"nobody", b"none", b"cannot", b"can't", b"until", b"before", b"when", b"if", b"unless",
    b"once", b"never", b"whether", b"hope", b"hopes", b"decide", b"decides",
];
/// What stands for other characters than ASCII: of a word, and of none.
const LETTER: u8 = b'\x01';
const SIGN: u8 = b'\x02';

/// Whether a sentence says that people may go back, None where only Python can tell.
pub fn says_over(sentence: &[u32]) -> Option<bool> {
    if !sentence.iter().all(|&c| is_known(c)) {
        return None;
    }
    let small: Vec<u8> = sentence.iter().map(|&c| byte(lower(c))).collect();
    let starts = |&at: &usize| in_word(&small, at) && (at == 0 || !in_word(&small, at - 1));
    let end = (0..small.len()).filter(starts).find_map(|at| over_at(&small, at));
    Some(end.map_or(false, |end| !(0..end).filter(starts).any(|at| any_of(&small[..end], at, &NOT_YET).is_some())))
}

fn byte(c: u32) -> u8 {
    match c {
        0..=0x7F => c as u8,
        _ if is_word(c) => LETTER,
        _ => SIGN,
    }
}

fn in_word(small: &[u8], at: usize) -> bool {
    small.get(at).map_or(false, |&c| c == LETTER || c == b'_' || c.is_ascii_alphanumeric())
}

/// Where one of some words that stand there ends; after the last of its letters stands none.
fn any_of(small: &[u8], at: usize, words: &[&[u8]]) -> Option<usize> {
    let ends = |word: &&[u8]| {
        let end = at + word.len();
        (small[at..].starts_with(word) && !in_word(small, end)).then_some(end)
    };
    words.iter().find_map(ends)
}

/// Where what is found (`OVER`) ends that starts with the word there: of its kinds the first.
fn over_at(small: &[u8], at: usize) -> Option<usize> {
    let follows = |words: &[&[u8]], then: &[&[u8]]| any_of(small, at, words).and_then(|end| any_of(small, end, then));
    any_of(small, at, &MAY)
        .and_then(|end| returns(small, end, &BETWEEN))
        .or_else(|| follows(&LET, &[b" back"]))
        .or_else(|| follows(&MOVED, &[b" back"]).filter(|&end| !goes_elsewhere(small, end)))
        .or_else(|| follows(&RETURNED, &HOMES))
        .or_else(|| follows(&WENT, &[b" home"]))
        .or_else(|| any_of(small, at, &ORDER).and_then(|end| last_within(small, end, FAR_BEFORE, &IS_LIFTED)))
        .or_else(|| any_of(small, at, &LIFTS).and_then(|end| last_within(small, end, FAR_BEHIND, &LIFTED)))
        .or_else(|| follows(&GIVEN, &ALL_CLEAR))
}

/// Where a return ends that follows there, what may stand between left out or not.
fn returns(small: &[u8], at: usize, between: &[&[&[u8]]]) -> Option<usize> {
    match between.split_first() {
        None => any_of(small, at, &RETURN),
        Some((words, rest)) => {
            any_of(small, at, words).and_then(|end| returns(small, end, rest)).or_else(|| returns(small, at, rest))
        }
    }
}

fn goes_elsewhere(small: &[u8], at: usize) -> bool {
    let digits = small[at..].iter().skip(1).take_while(|c| c.is_ascii_digit()).count();
    let figure = small.get(at) == Some(&b' ') && digits > 0 && !in_word(small, at + 1 + digits);
    figure || any_of(small, at, &ELSEWHERE).is_some()
}

/// Where the last of some words ends that start within so many characters.
fn last_within(small: &[u8], from: usize, far: usize, words: &[&[u8]]) -> Option<usize> {
    let starts = |&at: &usize| in_word(small, at) && !in_word(small, at - 1);
    (from..=(from + far).min(small.len())).rev().filter(starts).find_map(|at| any_of(small, at, words))
}
