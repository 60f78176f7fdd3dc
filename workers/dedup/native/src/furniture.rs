//! Sentences that are the page's own, as far as rules without a regular expression tell them (`sentences.py`). All text is in lower case.

use crate::chars::{among, is_alpha, is_decimal, is_word, starts_with};

const MOST_NAMES: usize = 6;
/// Words that say when, not by whom.
const TIMES: [&str; 18] = [
    "then",
    "now",
    "noon",
    "dusk",
    "dawn",
    "early",
    "late",
    "fri",
    "friday",
    "sat",
    "saturday",
    "morning",
    "afternoon",
    "evening",
    "end",
    "time",
    "weekend",
    "week",
];
/// How others begin that do, and their least length.
const TIMES_BEGIN: [(&str, usize); 8] =
    [("mid", 4), ("night", 5), ("day", 3), ("sun", 4), ("mon", 3), ("tues", 4), ("wednes", 6), ("thurs", 5)];
const CREDITS: [&str; 11] =
    ["by", "photo", "image", "file", "video", "source", "the", "published", "republished", "for", "updated"];
const REPUBLISHED: &str = "re-published";
const DISCLAIMERS: [&str; 3] =
    ["not responsible for the content", "not liable for the content", "no responsibility for the content"];

/// The word that a text begins with.
fn first_word(text: &[u32]) -> &[u32] {
    &text[..text.iter().position(|&c| !is_word(c)).unwrap_or(text.len())]
}

fn is(word: &[u32], other: &str) -> bool {
    word.len() == other.len() && starts_with(word, other)
}

/// Whether a sentence is a byline (the first of what `FURNITURE` finds). `own`: the sentence from its first word on.
pub fn is_byline(own: &[u32]) -> bool {
    if !starts_with(own, "by ") {
        return false;
    }
    let after = &own[3..];
    let article = if starts_with(after, "the ") { 4 } else { 0 };
    let rest = &after[article..];
    !is_time(first_word(rest)) && (is_signature(after) || is_signature(rest))
}

fn is_time(word: &[u32]) -> bool {
    TIMES.iter().any(|time| is(word, time))
        || TIMES_BEGIN.iter().any(|&(start, least)| word.len() >= least && starts_with(word, start))
}

/// Whether a text is up to six words of a name, perhaps with what follows a name.
fn is_signature(text: &[u32]) -> bool {
    let mut at = 0;
    for _ in 0..MOST_NAMES {
        if !text.get(at).map_or(false, |&c| begins_name(c)) {
            return false;
        }
        while at < text.len() && (is_word(text[at]) || among(text[at], ".’'-")) {
            at += 1;
        }
        if at == text.len() || may_follow(&text[at..]) {
            return true;
        }
        if text[at] != 0x20 {
            return false;
        }
        at += 1;
    }
    false
}

fn begins_name(c: u32) -> bool {
    is_alpha(c) || c == 0x5F
}

/// Whether a text is what may follow a name: an office, a place, another name.
fn may_follow(text: &[u32]) -> bool {
    let without_digits = |text: &[u32]| !text.iter().any(|&c| is_decimal(c));
    if starts_with(text, ", ") || starts_with(text, " and ") {
        return without_digits(text);
    }
    starts_with(text, " in ")
        && text.get(4).map_or(false, |&c| begins_name(c))
        && text[5..].iter().all(|&c| is_word(c) || c == 0x20)
}

/// Whether a sentence opens with a word of the page's that may open one of the story's too (`CREDIT`). `own`: from its first word on.
pub fn is_credit(own: &[u32]) -> bool {
    let word = first_word(own);
    let again = REPUBLISHED.len();
    CREDITS.iter().any(|credit| is(word, credit))
        || (starts_with(own, REPUBLISHED) && !own.get(again).map_or(false, |&c| is_word(c)))
}

/// Whether a sentence says who does not answer for the content (one of what `FURNITURE_INSIDE` finds).
pub fn is_disclaimer(sentence: &[u32]) -> bool {
    let in_word = |at: Option<usize>| at.and_then(|at| sentence.get(at)).map_or(false, |&c| is_word(c));
    let stands = |at: usize, words: &str| {
        starts_with(&sentence[at..], words) && !in_word(at.checked_sub(1)) && !in_word(Some(at + words.len()))
    };
    (0..sentence.len()).any(|at| sentence[at] == 0x6E && DISCLAIMERS.iter().any(|words| stands(at, words)))
}
