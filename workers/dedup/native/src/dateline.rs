//! Where a line's dateline ends (`sentences.DATELINE`).

use crate::chars::{among, is_capital, is_space, is_word, skip, starts_with};

const AGENCIES: [&str; 10] = ["AP", "AFP", "Reuters", "dpa", "TASS", "Xinhua", "CNN", "ANI", "PTI", "UPI"];

/// Where a line's dateline ends, 0 where it has none (`DATELINE`).
pub fn dateline(line: &[u32]) -> usize {
    let second = line.get(1).map_or(false, |&c| is_capital(c) || among(c, "’'.-"));
    if !second && !line.contains(&0x28) {
        return 0;
    }
    let bracketed = after_bracket(line);
    bracketed
        .iter()
        .rev()
        .find_map(|&at| in_capitals(line, at))
        .or_else(|| in_capitals(line, 0))
        .or_else(|| credited(line))
        .unwrap_or(0)
}

/// Where a dateline may begin after a bracket and dashes, the likeliest last.
fn after_bracket(line: &[u32]) -> Vec<usize> {
    let mut found = Vec::new();
    if line.first() != Some(&0x28) {
        return found;
    }
    let close = match line.iter().position(|&c| c == 0x29) {
        Some(close) if (2..=41).contains(&close) => close,
        _ => return found,
    };
    let start = if line.get(close + 1) == Some(&0x20) { close + 2 } else { close + 1 };
    let mut at = start;
    while at < line.len() && among(line[at], "-–—") {
        at += 1;
        found.push(at);
        if line.get(at) == Some(&0x20) {
            found.push(at + 1);
        }
    }
    found
}

/// Where a dateline ends that opens with a place in capitals at `at`.
fn in_capitals(line: &[u32], at: usize) -> Option<usize> {
    if !is_capital(*line.get(at)?) {
        return None;
    }
    let mut run = at + 1;
    while run < line.len() && (is_capital(line[run]) || among(line[run], "’'.-")) {
        run += 1;
    }
    for end in (at + 3..=run).rev() {
        if line.get(end).map_or(false, |&c| among(c, " ,/")) {
            for more in 0..=60 {
                let next = end + 1 + more;
                if let Some(found) = after_dash(line, next) {
                    return Some(found);
                }
                if next >= line.len() || among(line[next], "\n—–") {
                    break;
                }
            }
        }
        if let Some(found) = after_dash(line, end) {
            return Some(found);
        }
    }
    None
}

/// Where text starts after the dash of a dateline.
fn after_dash(line: &[u32], at: usize) -> Option<usize> {
    let begins = |at: usize| line.get(at).map_or(false, |&c| !is_space(c));
    let is = |at: usize, set: &str| line.get(at).map_or(false, |&c| among(c, set));
    let dash = if is(at, " ") && is(at + 1, "—–") { at + 1 } else { at };
    if is(dash, "—–") {
        if is(dash + 1, " ") && begins(dash + 2) {
            return Some(dash + 2);
        }
        if begins(dash + 1) {
            return Some(dash + 1);
        }
    }
    if is(at, " ") && is(at + 1, "-") {
        for end in [at + 3, at + 2] {
            if (end == at + 2 || is(at + 2, "-")) && is(end, " ") && begins(end + 1) {
                return Some(end + 1);
            }
        }
    }
    None
}

/// Where a dateline ends that names an agency in brackets.
fn credited(line: &[u32]) -> Option<usize> {
    if !is_capital(*line.first()?) {
        return None;
    }
    let mut run = 1;
    while run < line.len() && run <= 50 && (is_word(line[run]) || among(line[run], " ,./’'-")) {
        run += 1;
    }
    for end in (3..=run).rev() {
        for open in [end + 1, end] {
            if (open == end || line.get(end) == Some(&0x20)) && line.get(open) == Some(&0x28) {
                if let Some(found) = after_agency(line, open + 1) {
                    return Some(found);
                }
            }
        }
    }
    None
}

fn after_agency(line: &[u32], at: usize) -> Option<usize> {
    let name = AGENCIES
        .iter()
        .find(|name| starts_with(&line[at.min(line.len())..], name) && line.get(at + name.len()) == Some(&0x29))?;
    let mut end = at + name.len() + 1;
    if line.get(end) == Some(&0x20) {
        end += 1;
    }
    let dashes = skip(line, end, "-–—");
    if dashes == end {
        return None;
    }
    Some(if line.get(dashes) == Some(&0x20) { dashes + 1 } else { dashes })
}
