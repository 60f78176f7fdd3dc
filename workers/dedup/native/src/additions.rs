//! What an update adds, and what of it its story had said, as places in the article's text (`additions.py`, `repeated.py`).

use crate::chars::is_blank;
use crate::news::Part;
use crate::sentences::Piece;

const WORDS_BESIDE: usize = 2;
const SPACE: u32 = 0x20;

/// A sentence of an article, what it is to the story, and where, within the sentence, the words stand that it adds.
pub struct Shown<'a> {
    pub piece: &'a Piece,
    pub part: Part,
    pub novel: Vec<(usize, usize)>,
}

/// A place in a text: where it starts and ends, in code points.
pub type Place = [u32; 2];

/// What the sentences of an article add: those that are new, and of changed ones the changed values with the words beside them.
pub fn additions(shown: &[Shown], text: &[u32]) -> Vec<Place> {
    let mut found = Vec::new();
    for one in shown {
        let (start, end) = (one.piece.start, one.piece.end);
        match one.part {
            Part::Added => found.push([start, end]),
            Part::Changed if one.novel.is_empty() => found.push([start, end]),
            Part::Changed => {
                let body = &text[start as usize..end as usize];
                found.extend(beside(body, &one.novel).iter().map(|&(from, to)| stripped(body, from, to, start)));
            }
            _ => {}
        }
    }
    found
}

/// Words with those beside them, those that meet joined.
fn beside(body: &[u32], novel: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    for &(start, end) in novel {
        let (begin, stop) = (words_back(body, start), words_on(body, end));
        match pieces.last_mut() {
            Some(last) if begin <= last.1 => last.1 = stop,
            _ => pieces.push((begin, stop)),
        }
    }
    pieces
}

fn words_back(body: &[u32], mut at: usize) -> usize {
    for _ in 0..WORDS_BESIDE {
        at = body[..at.saturating_sub(1)].iter().rposition(|&c| c == SPACE).map_or(0, |space| space + 1);
    }
    at
}

fn words_on(body: &[u32], mut at: usize) -> usize {
    for _ in 0..WORDS_BESIDE + 1 {
        let rest = body.get(at + 1..).unwrap_or(&[]);
        match rest.iter().position(|&c| c == SPACE) {
            Some(more) => at += 1 + more,
            None => return body.len(),
        }
    }
    at
}

/// A place in a sentence, without the blanks at its ends, as a place in the text in which the sentence begins at `start`.
fn stripped(body: &[u32], from: usize, to: usize, start: u32) -> Place {
    let piece = &body[from..to];
    let lead = piece.iter().position(|&c| !is_blank(c)).unwrap_or(piece.len());
    let end = piece.iter().rposition(|&c| !is_blank(c)).map_or(lead, |last| last + 1);
    [start + (from + lead) as u32, start + (from + end) as u32]
}

/// The passages that the story had said, neighbours joined; of a changed sentence what stands around the changed words.
pub fn repeated(shown: &[Shown], text: &[u32]) -> Vec<Place> {
    let mut pieces: Vec<Place> = Vec::new();
    for [start, end] in shown.iter().flat_map(said_in) {
        match pieces.last_mut() {
            Some(last) if is_blank_between(text, last[1], start) => last[1] = end,
            _ if start < end => pieces.push([start, end]),
            _ => {}
        }
    }
    pieces
}

fn said_in(one: &Shown) -> Vec<Place> {
    let (start, end) = (one.piece.start, one.piece.end);
    match one.part {
        Part::Said => vec![[start, end]],
        Part::Changed if !one.novel.is_empty() => {
            let mut cuts = vec![start];
            cuts.extend(one.novel.iter().flat_map(|&(from, to)| [start + from as u32, start + to as u32]));
            cuts.push(end);
            cuts.chunks_exact(2).map(|cut| [cut[0], cut[1]]).collect()
        }
        _ => Vec::new(),
    }
}

fn is_blank_between(text: &[u32], from: u32, to: u32) -> bool {
    text.get(from as usize..to as usize).map_or(true, |between| between.iter().all(|&c| is_blank(c)))
}
