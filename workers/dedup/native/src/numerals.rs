//! What is written in several words and means one thing (`numerals.py`): "eleven hundred" is a figure, "the United States" is "the US".

use std::borrow::Cow;

use crate::chars::{among, is_decimal, lower, starts_with, stripped};
use crate::lexicon::Lexicon;
use crate::terms::is_edge;

const LONGEST_BEFORE: usize = 2;
const MOST_DIGITS: usize = 12;
const LARGEST: f64 = 1e15;
const THOUSAND: f64 = 1_000.0;
const JOINING: [&str; 10] = [
    "dozen",
    "hundred",
    "thousand",
    "million",
    "billion",
    "United ",
    "British Columbia",
    "New Mexico",
    "New Jersey",
    "World War",
];
/// Names of several words, the longest that begin alike first, and what stands for them.
const JOINED: [(&[&str], &str); 13] = [
    (&["United", "States"], "US"),
    (&["United", "Kingdom"], "UK"),
    (&["British", "Columbia"], "BC"),
    (&["New", "Mexico"], "N-Mexico"),
    (&["New", "Jersey"], "N-Jersey"),
    (&["Second", "World", "War"], "WWII"),
    (&["World", "War", "II"], "WWII"),
    (&["World", "War", "Two"], "WWII"),
    (&["World", "War", "2"], "WWII"),
    (&["First", "World", "War"], "WWI"),
    (&["World", "War", "I"], "WWI"),
    (&["World", "War", "One"], "WWI"),
    (&["World", "War", "1"], "WWI"),
];

/// A token of a sentence, or what stands for several; empty where it has been joined to one before it.
pub type Token<'a> = Cow<'a, [u32]>;

/// Whether a sentence may have a number or a country of several words.
pub fn joins_words(sentence: &[u32]) -> bool {
    (0..sentence.len()).any(|at| JOINING.iter().any(|word| starts_with(&sentence[at..], word)))
}

/// Put what is of several words in the first's place and nothing in the others'.
pub fn join_words(tokens: &mut [Token], words: &Lexicon) {
    join_names(tokens);
    read_together(tokens, words);
}

fn written(text: &str) -> Token<'static> {
    Cow::Owned(text.chars().map(|c| c as u32).collect())
}

fn bare(token: &[u32]) -> &[u32] {
    let (start, stop) = stripped(token, is_edge);
    &token[start..stop]
}

fn without(word: &[u32], apostrophe: u32) -> &[u32] {
    let size = word.len();
    if size >= 2 && word[size - 2] == apostrophe && word[size - 1] == 0x73 {
        &word[..size - 2]
    } else {
        word
    }
}

fn join_names(tokens: &mut [Token]) {
    let names: Vec<Vec<u32>> =
        tokens.iter().map(|token| without(without(bare(token), 0x27), 0x2019).to_vec()).collect();
    let is =
        |at: usize, word: &str| names.get(at).map_or(false, |name| name.len() == word.len() && starts_with(name, word));
    for at in 0..tokens.len() {
        if tokens[at].is_empty() {
            continue;
        }
        let found = JOINED.iter().find(|(parts, _)| parts.iter().enumerate().all(|(n, part)| is(at + n, part)));
        if let Some((parts, short)) = found {
            tokens[at] = written(short);
            tokens[at + 1..at + parts.len()].iter_mut().for_each(|token| *token = Cow::Borrowed(&[]));
        }
    }
}

fn read_together(tokens: &mut [Token], known: &Lexicon) {
    let words: Vec<Vec<u8>> = tokens.iter().map(|token| small(bare(token))).collect();
    let before: Vec<Vec<u32>> = tokens.iter().map(|token| token.to_vec()).collect();
    let mut done = 0;
    for place in 0..words.len() {
        if known.multiplier(&words[place]).is_none() || place < done {
            continue;
        }
        let first = done.max(place.saturating_sub(LONGEST_BEFORE));
        let run =
            (first..place).map(|start| (start, run(&before, &words, start, known))).find(|&(_, (_, end))| end > place);
        let (start, (value, end)) = run.unwrap_or_else(|| (place, self::run(&before, &words, place, known)));
        if start < place || end > place + 1 {
            tokens[start] = written(&as_figure(value));
            tokens[start + 1..end].iter_mut().for_each(|token| *token = Cow::Borrowed(&[]));
        }
        done = end;
    }
}

/// A word in lower case; of what is not ASCII nothing is left that could be a number.
fn small(word: &[u32]) -> Vec<u8> {
    word.iter().map(|&c| if c < 0x80 { lower(c) as u8 } else { 0xFF }).collect()
}

/// A value as a figure that is never taken for a year.
fn as_figure(value: f64) -> String {
    if value != value.round() {
        return format!("{:.3}", value);
    }
    let digits = format!("{:.0}", value);
    let mut figure = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            figure.push(',');
        }
        figure.push(digit);
    }
    figure
}

/// The value of the number in words that starts at a token and where it ends; its start where there is none.
fn run(tokens: &[Vec<u32>], words: &[Vec<u8>], start: usize, known: &Lexicon) -> (f64, usize) {
    let (mut total, mut current) = (0.0, 0.0);
    let (mut end, mut multiplied) = (start, false);
    for at in start..tokens.len() {
        let word = &words[at];
        if let Some(multiplier) = known.multiplier(word) {
            let more = if current == 0.0 { 1.0 } else { current } * multiplier;
            if total + more > LARGEST {
                break;
            }
            current = more;
            if multiplier >= THOUSAND {
                total += current;
                current = 0.0;
            }
            end = at + 1;
            multiplied = true;
        } else {
            match part(word, known) {
                Some(value) if at == start || (multiplied && !word[0].is_ascii_digit()) => {
                    current += value;
                    if multiplied {
                        end = at + 1;
                    }
                }
                _ if joins(word, at - start, multiplied) => {}
                _ => break,
            }
        }
        if tokens[at].last().map_or(false, |&c| among(c, ".,;:!?…)]”\"")) {
            break;
        }
    }
    if multiplied {
        (total + current, end)
    } else {
        (0.0, start)
    }
}

/// The value of a word that can stand before or after a multiplier.
fn part(word: &[u8], known: &Lexicon) -> Option<f64> {
    if word == b"half" {
        return Some(0.5);
    }
    let points = word.iter().filter(|&&b| b == b'.').count();
    let digits = word.iter().filter(|&&b| is_decimal(b as u32)).count();
    let commas = word.iter().filter(|&&b| b == b',').count();
    if digits > 0 && points <= 1 && digits + points + commas == word.len() && word.len() <= MOST_DIGITS {
        let plain: Vec<u8> = word.iter().copied().filter(|&b| b != b',').collect();
        return std::str::from_utf8(&plain).ok()?.parse().ok();
    }
    known.value(word).map(|value| value as f64)
}

fn joins(word: &[u8], place: usize, multiplied: bool) -> bool {
    if multiplied {
        word == b"and"
    } else {
        (word == b"a" || word == b"an") && place <= 1
    }
}
