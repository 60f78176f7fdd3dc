//! What of an article's form may be a digest's (`digest.py`): most articles have none of it, and Python looks at those that do.

use crate::chars::{among, is_alpha, is_capital, is_decimal, is_known, is_upper, is_word};

const LEAST_PARAGRAPHS: usize = 3;
const LEAST_ITEMS: f64 = 2.0;
const LEAST_HEADED: f64 = 0.3;
const LONGEST_HEAD: usize = 80;
const LONGEST_WORD: usize = 20;
/// Words of the name before a colon, at most.
const WORDS: usize = 5;
const SPACE: u32 = 0x20;
const END: u32 = 0x0A;
const MARKS: &str = "•*▪■–—-";
/// Letters of the longest word that links them, and the colon.
const LINK: usize = 4;
/// In lower case: a title without any of these is no digest's (`digest.TITLE`).
const TITLES: [&str; 17] = [
    "at a glance",
    "brief",
    "digest",
    "round-up",
    "roundup",
    "headlines",
    "know",
    "skim",
    "bulletin",
    "world today",
    "top stories",
    "newsletter",
    "in short",
    "wrap",
    "this morning",
    "in numbers",
    "the day ahead",
];
/// What Python's regular expressions take for an s, a k and an i of any case too.
const ALSO: [&str; 4] = ["\u{17F}", "\u{212A}", "\u{130}", "\u{131}"];

/// Whether an article may be a digest: by its title, or by its paragraphs, so many of which may open as an item of a list does.
pub fn may_be_digest(title: &[u8], paragraphs: usize, heads: usize) -> bool {
    paragraphs >= LEAST_PARAGRAPHS
        && (may_be_named(title) || heads as f64 >= LEAST_ITEMS.max(LEAST_HEADED * paragraphs as f64))
}

fn may_be_named(title: &[u8]) -> bool {
    let small = String::from_utf8_lossy(title).to_ascii_lowercase();
    TITLES.iter().chain(&ALSO).any(|words| small.contains(words))
}

/// Whether a paragraph may open as an item of a list does (`digest._heads`, `digest._opens_item`): what most paragraphs lack.
pub fn may_head(text: &[u32], at: usize) -> bool {
    let line = &text[at..];
    let has = |longest: usize, mark: u32| {
        let reach = &line[..line.len().min(longest)];
        reach.windows(2).any(|two| two[0] == mark && two[1] == SPACE)
    };
    let second = line.get(1).map_or(false, |&c| is_upper(c) || !is_known(c) && c != END);
    let plain = line.first().map_or(false, |&c| is_alpha(c)) && !second;
    may_open(line) && (has(LONGEST_HEAD, 0x3A) || has(LONGEST_WORD, 0x2E) || !plain)
}

/// Whether `digest.ITEM` or `DATELINE` may match there.
fn may_open(line: &[u32]) -> bool {
    let first = match line.first() {
        Some(&first) => first,
        None => return false,
    };
    let unknown = |&c: &u32| !is_known(c);
    if line.iter().take_while(|&&c| c != SPACE && c != END).any(unknown) || among(first, MARKS) || is_decimal(first) {
        return true;
    }
    let capitals = line.iter().take(3).filter(|&&c| is_capital(c) || among(c, "'’-")).count();
    is_head(first) && (capitals == 3 || stops_after_a_word(line) || names_before_colon(line))
}

/// A capital of those that a name begins with (`[A-ZÀ-Þ]`).
fn is_head(c: u32) -> bool {
    is_capital(c) || (0xC0..0xDF).contains(&c)
}

/// Whether a word, a full stop and a space are the first of it. Its first letter is a capital, or what stands among them.
fn stops_after_a_word(line: &[u32]) -> bool {
    let rest = line.get(1..).unwrap_or(&[]);
    let end = rest.iter().position(|&c| !(is_word(c) || among(c, "'’-"))).unwrap_or(rest.len());
    rest[end..].starts_with(&[0x2E, SPACE])
}

/// Whether a few names, and the words that link them, are before the first colon.
fn names_before_colon(line: &[u32]) -> bool {
    for (number, word) in line.split(|&c| c == SPACE || c == END).take(WORDS).enumerate() {
        if word.last() == Some(&0x3A) {
            return true;
        }
        if number > 0 && word.len() > LINK && !is_head(word[0]) {
            return false;
        }
    }
    false
}
