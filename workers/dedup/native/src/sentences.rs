//! Sentences of a line (`sentences.py`). What takes a regular expression to know is left to Python: such a line is *asked*.

use crate::asking::{Asking, CORRECTS, FURNITURE, ON_TOPIC};
use crate::chars::{
    among, is_alnum, is_capital, is_decimal, is_known, is_lower, is_space, is_upper, is_word, lower, push_utf8, skip,
    starts_with, stripped,
};
use crate::dateline::dateline;
use crate::furniture::{is_byline, is_credit, is_disclaimer};
use crate::hashes::blake2b_8;
use crate::words::Words;

/// A sentence by its place in the text, in code points.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Piece {
    pub start: u32,
    pub end: u32,
    pub key: u64,
    pub furniture: u32,
    pub paragraph: u32,
}

const SHORTENED: [&str; 26] = [
    "Mr", "Ms", "Mrs", "Dr", "St", "Gen", "Gov", "Sen", "Rep", "Lt", "Col", "Sgt", "Capt", "Prof", "No", "Jan", "Feb",
    "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
];
const TYPOGRAPHIC: &str = "’‘“”–—…\u{a0}«»•";
const LONGEST_LINE: usize = 14;
const BAR: u32 = 0x7C;
/// Characters looked at together.
const PART: usize = 32;

/// The bytes that ASCII characters of a sentence in lower case have in its key: a blank for each that is no letter or digit.
const BARE: [u8; 128] = bare();

const fn bare() -> [u8; 128] {
    let mut table = [b' '; 128];
    let mut c = 0;
    while c < 128 {
        if (c as u8).is_ascii_alphanumeric() {
            table[c] = c as u8;
        }
        c += 1;
    }
    table
}

/// Room for the forms of a line, used again for the next.
#[derive(Default)]
pub struct Scratch {
    small: Vec<u32>,
    bytes: Vec<u8>,
}

/// What in a line no rule here can tell.
pub struct Doubtful {
    /// Words of either of the next two.
    pub either: Words,
    /// Words without which a line does not say that it corrects an earlier version.
    pub correcting: Words,
    /// Words of which a sentence that has any may be the page's own.
    pub page: Words,
    /// How a sentence begins that may be the page's own.
    pub starts: Words,
    /// How a sentence begins that is the page's own.
    pub sure: Words,
}

/// Read a line that begins at code point `at` into sentences; says whether it corrects an earlier version, None where Python must read it.
pub fn read_line(
    line: &[u32],
    at: u32,
    paragraph: u32,
    asking: &Asking,
    found: &mut Vec<Piece>,
    room: &mut Scratch,
) -> Option<bool> {
    let doubtful = unsafe { &(*asking.rules.tables).doubtful };
    let Scratch { small, bytes } = room;
    if !lowered(line, small) {
        return None;
    }
    let telling = doubtful.either.first_in(small).unwrap_or(small.len());
    let before = found.len();
    let page = doubtful.page.first_in(&small[telling..]).map_or(small.len(), |more| telling + more);
    let (mut of_page, mut opens, mut theirs) = (true, false, 0);
    let cuts = cuts(line);
    for pair in cuts.windows(2) {
        let (lead, stop) = stripped(&line[pair[0]..pair[1]], is_space);
        let (begin, end) = (pair[0] + lead, pair[0] + stop);
        let piece = &line[begin..end];
        if piece.is_empty() || !piece.iter().any(|&c| is_alnum(c)) {
            continue;
        }
        let words = piece.iter().position(|&c| is_word(c)).unwrap_or(0);
        let own = &small[begin + words..end];
        let marked = piece.contains(&BAR) || (end > page && doubtful.page.any_in(&small[begin..end]));
        let doubted = || odd_start(&piece[..=words]) || doubtful.starts.begins(own) || marked;
        let furniture = is_heading(piece)
            || doubtful.sure.begins(own)
            || is_byline(own)
            || (marked && is_disclaimer(&small[begin..end]))
            || (doubted() && asking.says(FURNITURE, piece));
        let named = furniture && !is_credit(own);
        opens |= named && found.len() == before;
        theirs += named as usize;
        of_page &= furniture;
        found.push(Piece {
            start: at + begin as u32,
            end: at + end as u32,
            key: sentence_key(&small[begin..end], bytes),
            furniture: of_page as u32,
            paragraph,
        });
    }
    let mixed = !of_page && (opens || 2 * theirs > found.len() - before);
    if mixed && !asking.says(ON_TOPIC, line) {
        found[before..].iter_mut().for_each(|piece| piece.furniture = 1);
    }
    Some(doubtful.correcting.any_in(&small[telling..]) && asking.says(CORRECTS, line))
}

/// Whether what stands up to the first character of a word, with it, may be a row of signs or a copyright.
fn odd_start(start: &[u32]) -> bool {
    start.len() > 3 || start.last() == Some(&0x5F) || start.contains(&0xA9)
}

/// Put a line in lower case; false where it has a character that only Python knows.
fn lowered(line: &[u32], small: &mut Vec<u32>) -> bool {
    small.clear();
    small.reserve(line.len());
    for part in line.chunks(PART) {
        if part.iter().fold(0, |odd, &c| odd | (c.wrapping_sub(0x20) >= 0x5F) as u32) == 0 {
            small.extend(part.iter().map(|&c| c | ((c.wrapping_sub(0x41) < 26) as u32 * 0x20)));
        } else if part.iter().all(|&c| is_known(c)) {
            small.extend(part.iter().map(|&c| lower(c)));
        } else {
            return false;
        }
    }
    true
}

/// 64 bits that stand for the words of a sentence in lower case.
fn sentence_key(small: &[u32], bytes: &mut Vec<u8>) -> u64 {
    if small.iter().fold(0, |all, &c| all | c) < 0x80 {
        return blake2b_8(bare_ascii(small, bytes));
    }
    bytes.clear();
    let mut last = b' ';
    for &c in small {
        let byte = match BARE.get(c as usize) {
            Some(&byte) => byte,
            None if among(c, TYPOGRAPHIC) => b' ',
            None => {
                push_utf8(bytes, c);
                last = 0;
                continue;
            }
        };
        if byte != b' ' || last != b' ' {
            bytes.push(byte);
        }
        last = byte;
    }
    if bytes.last() == Some(&b' ') {
        bytes.pop();
    }
    blake2b_8(bytes)
}

/// ASCII text in its key's form. A blank is written over where another follows it.
fn bare_ascii<'a>(small: &[u32], bytes: &'a mut Vec<u8>) -> &'a [u8] {
    bytes.resize(bytes.len().max(small.len()), 0);
    let (mut size, mut last) = (0, b' ');
    for &c in small {
        let byte = BARE[c as usize & 0x7F];
        bytes[size] = byte;
        size += (byte != b' ' || last != b' ') as usize;
        last = byte;
    }
    &bytes[..size - (size > 0 && last == b' ') as usize]
}

/// Whether a line of its own is a headline, a link or a caption: short and without a final stop.
fn is_heading(piece: &[u32]) -> bool {
    let (_, end) = stripped(piece, |c| among(c, "\"'”’)]*"));
    let ends = end > 0 && among(piece[end - 1], ".!?…:;");
    !ends && piece.iter().filter(|&&c| c == 0x20).count() < LONGEST_LINE
}

/// Where the sentences of a line start, its dateline left out, and last where it ends.
fn cuts(line: &[u32]) -> Vec<usize> {
    let mut cuts = vec![dateline(line)];
    let mut at = cuts[0];
    while at < line.len() {
        let part = &line[at..(at + PART).min(line.len())];
        if part.iter().fold(0, |any, &c| any | is_stop(c)) == 0 {
            at += part.len();
            continue;
        }
        at += part.iter().position(|&c| is_stop(c) != 0).unwrap_or(0);
        match after_end(line, at) {
            Some(end) => {
                if ends(line, *cuts.last().unwrap_or(&0), at) {
                    cuts.push(end);
                }
                at = end;
            }
            None => at += 1,
        }
    }
    cuts.push(line.len());
    cuts
}

/// Whether a sentence may end with it, 0 or 1; without branches, so that several are told at once.
fn is_stop(c: u32) -> u32 {
    (c == 0x2E) as u32 | (c == 0x21) as u32 | (c == 0x3F) as u32 | (c == 0x2026) as u32
}

/// Where the next sentence starts after a stop, if one does (`END`).
fn after_end(line: &[u32], stop: usize) -> Option<usize> {
    let closed = skip(line, stop + 1, "\"'”’)]");
    let blank = skip(line, closed, " \t");
    if blank == closed {
        return None;
    }
    let opened = skip(line, blank, "\"'“‘([");
    let first = *line.get(opened)?;
    if is_capital(first) || is_decimal(first) {
        Some(blank)
    } else {
        None
    }
}

/// Whether the stop ends a sentence that began at `start`.
fn ends(line: &[u32], start: usize, stop: usize) -> bool {
    if stop >= 4 && line[stop - 4..stop].iter().all(|&c| is_lower(c)) {
        return true;
    }
    if line[stop] != 0x2E {
        return true;
    }
    let from = start.max(stop.saturating_sub(6));
    if from >= stop {
        return true;
    }
    let mut before = &line[from..stop];
    if let Some(blank) = before.iter().rposition(|&c| c == 0x20) {
        before = &before[blank + 1..];
    }
    while !before.is_empty() && among(before[0], "\"'“‘(") {
        before = &before[1..];
    }
    let size = before.len();
    let shortened = SHORTENED.iter().any(|word| word.len() == size && starts_with(before, word));
    !(shortened || (size == 1 && is_upper(before[0])) || (size >= 2 && before[size - 2] == 0x2E))
}
