//! Terms of single words and figures (`terms.py`).

use crate::chars::{among, is_alnum, is_decimal};
use crate::hashes::crc32;
use crate::sayings::{DATE, KIND_SHIFT, NUMBER, SMALL};

/// The term of a word that carries nothing.
pub const NOTHING: i32 = -1;
pub const LARGEST_SMALL: u64 = 12;
pub const LONGEST_FIGURE: usize = 18;

const ENDINGS: [&[u8]; 18] = [
    b"ations", b"ation", b"ments", b"ment", b"ings", b"ing", b"ions", b"ion", b"edly", b"ed", b"ies", b"es", b"ers",
    b"er", b"ly", b"s", b"e", b"y",
];

/// Whether a character may stand around a word and is no part of it (`numerals.EDGES`).
pub fn is_edge(c: u32) -> bool {
    if c < 0x80 {
        return (c as u8).is_ascii_punctuation();
    }
    among(c, "’‘“”–—…«»•")
}

/// Where the word in a token stands (`WORD_IN`).
pub fn word_in(written: &[u32]) -> Option<(usize, usize)> {
    let start = written.iter().position(|&c| is_alnum(c))?;
    let alnum = |at: usize| written.get(at).map_or(false, |&c| is_alnum(c));
    let mut end = start;
    loop {
        while alnum(end) {
            end += 1;
        }
        if alnum(end + 1) && among(written[end], "'’.,:-") {
            end += 1;
        } else {
            return Some((start, end));
        }
    }
}

/// The figure that a token begins with (`FIGURE`).
pub fn figure(token: &[u32]) -> Vec<u8> {
    let digit = |at: usize| token.get(at).map_or(false, |&c| is_decimal(c));
    let mut end = 0;
    loop {
        while digit(end) {
            end += 1;
        }
        if digit(end + 1) && among(token[end], ".,:") {
            end += 1;
        } else {
            return token[..end].iter().map(|&c| c as u8).collect();
        }
    }
}

/// The term of a figure as written (`terms._number`).
pub fn number(token: impl AsRef<[u8]>) -> i32 {
    let token = token.as_ref();
    let plain: Vec<u8> = token.iter().filter(|&&b| b != b',').map(|&b| if b == b':' { b'.' } else { b }).collect();
    let point = plain.iter().position(|&b| b == b'.').unwrap_or(plain.len());
    let whole = &plain[..point];
    let value = whole.iter().take(LONGEST_FIGURE).fold(0u64, |value, &digit| 10 * value + (digit - b'0') as u64);
    let rest = &plain[(point + 1).min(plain.len())..];
    let written = value.to_string();
    if rest.iter().any(|&b| b != b'0') {
        return hashed(NUMBER, &[written.as_bytes(), b".", rest].concat());
    }
    if (1900..2100).contains(&value) && !token.contains(&b',') {
        return hashed(DATE, written.as_bytes());
    }
    hashed(if value <= LARGEST_SMALL { SMALL } else { NUMBER }, written.as_bytes())
}

pub fn hashed(kind: i32, text: &[u8]) -> i32 {
    kind << KIND_SHIFT | (crc32(text) & 0xFFFF) as i32
}

/// Whether a word is a numeral of at least two of the letters I, V and X (`ROMAN`).
pub fn is_roman(bare: &[u8]) -> bool {
    if bare.len() < 2 || !bare[..2].iter().all(|b| b"IVX".contains(b)) {
        return false;
    }
    let tens = bare.iter().take(3).take_while(|&&b| b == b'X').count();
    (0..=tens).any(|tens| {
        let rest = &bare[tens..];
        let ones = if rest.first() == Some(&b'V') { &rest[1..] } else { rest };
        rest == b"IX" || rest == b"IV" || (ones.len() <= 3 && ones.iter().all(|&b| b == b'I'))
    })
}

/// A word in lower case without its ending.
pub fn stem(word: &[u8], made: &mut Vec<u8>) {
    made.clear();
    made.extend_from_slice(word);
    replace(made, b"isation", b"ization");
    replace(made, b"our", b"or");
    if let Some(ending) = ENDINGS.iter().find(|ending| made.ends_with(ending) && made.len() - ending.len() >= 3) {
        made.truncate(made.len() - ending.len());
    }
    let size = made.len();
    if size > 3 && made[size - 1] == made[size - 2] {
        made.pop();
    }
}

/// What stays of a name in lower case when it is misspelt.
pub fn skeleton(name: &[u8], made: &mut Vec<u8>) {
    let mut alike = name.to_vec();
    replace(&mut alike, b"ph", b"f");
    replace(&mut alike, b"x", b"ks");
    made.clear();
    for (place, &byte) in alike.iter().enumerate() {
        if place > 0 && b"aeiouyhjvw-'.".contains(&byte) {
            continue;
        }
        let sound = match byte {
            b'q' | b'c' => b'k',
            b'z' => b's',
            b'w' => b'v',
            b'd' => b't',
            b'b' => b'p',
            other => other,
        };
        if made.last() != Some(&sound) {
            made.push(sound);
        }
    }
}

pub fn replace(text: &mut Vec<u8>, old: &[u8], new: &[u8]) {
    if text.len() < old.len() || !text.windows(old.len()).any(|part| part == old) {
        return;
    }
    let mut made = Vec::with_capacity(text.len() + new.len());
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with(old) {
            made.extend_from_slice(new);
            at += old.len();
        } else {
            made.push(text[at]);
            at += 1;
        }
    }
    *text = made;
}
