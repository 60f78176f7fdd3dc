//! Sentences as a signature keeps them (`signature.py`): their keys, how many terms of each kind each has, and the hashes of the terms.

use crate::sayings::{Sayings, KINDS, KIND_SHIFT};

const LONGEST_SENTENCE: usize = 255;
const MOST_SENTENCES: usize = 120;
const HEAD: usize = 2 + 8 + 3 * 8 + 2 + 1 + 2;
const CONTENTS_AT: usize = 36;
const PUBLISHED_AT: usize = 18;

/// What a signature keeps of sentences: all of it, unless they are too many or too long (`signature.kept`).
pub fn kept(said: &Sayings) -> Sayings {
    let mut made = Sayings::new();
    for number in 0..said.len().min(MOST_SENTENCES) {
        let mut counts = [0usize; KINDS];
        let terms: Vec<i32> = said
            .terms(number)
            .iter()
            .copied()
            .filter(|&term| {
                let count = &mut counts[(term >> KIND_SHIFT) as usize % KINDS];
                *count += 1;
                *count <= LONGEST_SENTENCE
            })
            .collect();
        made.push(said.keys[number], &terms);
    }
    made
}

/// The part of a signature that holds sentences, of which none is longer than is kept.
pub fn pack(said: &Sayings) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(said.len() * (8 + KINDS) + 2 * said.flat.len());
    said.keys.iter().for_each(|key| bytes.extend_from_slice(&key.to_le_bytes()));
    for number in 0..said.len() {
        let mut counts = [0u8; KINDS];
        said.terms(number).iter().for_each(|&term| counts[(term >> KIND_SHIFT) as usize % KINDS] += 1);
        bytes.extend_from_slice(&counts);
    }
    said.flat.iter().for_each(|&term| bytes.extend_from_slice(&(term as u16).to_le_bytes()));
    bytes
}

/// Add the sentences in a packed signature to others; false where it is none.
pub fn unpack(data: &[u8], into: &mut Sayings) -> bool {
    read(data, into).is_some()
}

/// When the article of a packed signature was published, in milliseconds since 1970, as it has it; None where it is none.
pub fn published(data: &[u8]) -> Option<i64> {
    let mut eight = [0u8; 8];
    eight.copy_from_slice(data.get(PUBLISHED_AT..PUBLISHED_AT + 8)?);
    Some(i64::from_le_bytes(eight))
}

fn read(data: &[u8], into: &mut Sayings) -> Option<()> {
    let number = |at: usize| Some(u16::from_le_bytes([*data.get(at)?, *data.get(at + 1)?]) as usize);
    let (ident, contents, count) =
        (number(CONTENTS_AT - 2)?, *data.get(CONTENTS_AT)? as usize, number(CONTENTS_AT + 1)?);
    let start = HEAD + ident + 8 * contents;
    let keys = data.get(start..start + 8 * count)?;
    let counts = data.get(start + 8 * count..start + (8 + KINDS) * count)?;
    let mut hashes = data.get(start + (8 + KINDS) * count..)?.chunks_exact(2);
    for (key, of_kind) in keys.chunks_exact(8).zip(counts.chunks_exact(KINDS)) {
        for (kind, &many) in of_kind.iter().enumerate() {
            for _ in 0..many {
                let hash = hashes.next()?;
                into.flat.push((kind << KIND_SHIFT) as i32 | i32::from(u16::from_le_bytes([hash[0], hash[1]])));
            }
        }
        let mut eight = [0u8; 8];
        eight.copy_from_slice(key);
        into.keys.push(u64::from_le_bytes(eight));
        into.ends.push(into.flat.len());
    }
    Some(())
}
