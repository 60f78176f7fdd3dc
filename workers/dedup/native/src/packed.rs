//! Sentences as a signature keeps them (`signature.py`): their keys, how many terms of each kind each has, and the hashes of the terms.

use std::borrow::Cow;

use crate::sayings::{Sayings, ANCHOR_WEIGHT, KINDS, KIND_SHIFT};

const LONGEST_SENTENCE: usize = 255;
const MOST_SENTENCES: usize = 120;
const VERSION: u8 = 1;
const LONGEST_ID: usize = 65_535;
const HEAD: usize = 2 + 8 + 3 * 8 + 2 + 1 + 2;
const COUNT_AT: usize = HEAD - 2;

pub const UNKNOWN_TIME: i64 = i64::MIN;

/// The head of a signature (`signature.HEAD`).
#[derive(Clone, Copy, Default)]
pub struct Head {
    version: u8,
    pub story: u64,
    pub first_published: i64,
    pub published: i64,
    pub stream_time: i64,
    ident: usize,
    contents: usize,
    pub sentences: usize,
}

impl Head {
    /// Read the head of a packed signature; all is 0 where the bytes are none.
    pub fn of(data: &[u8]) -> Head {
        match data.get(..HEAD) {
            Some(head) => Head {
                version: head[0],
                story: eight(&head[2..]),
                first_published: eight(&head[10..]) as i64,
                published: eight(&head[18..]) as i64,
                stream_time: eight(&head[26..]) as i64,
                ident: two(&head[34..]),
                contents: usize::from(head[36]),
                sentences: two(&head[COUNT_AT..]),
            },
            None => Head::default(),
        }
    }

    /// The article id, as UTF-8.
    pub fn ident<'a>(&self, data: &'a [u8]) -> &'a [u8] {
        data.get(HEAD..HEAD + self.ident).unwrap_or(&[])
    }

    /// Where the keys of the sentences start.
    fn keys_at(&self) -> usize {
        HEAD + self.ident + 8 * self.contents
    }
}

fn two(bytes: &[u8]) -> usize {
    usize::from(u16::from_le_bytes([bytes[0], bytes[1]]))
}

pub fn four(bytes: &[u8]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

pub fn eight(bytes: &[u8]) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[..8]);
    u64::from_le_bytes(eight)
}

/// Whether bytes are plainly a signature. What is not plain is left to `signature.checked`.
pub fn is_signature(data: &[u8]) -> bool {
    let head = Head::of(data);
    let middle = head.keys_at() + 8 * head.sentences;
    let hashes = middle + KINDS * head.sentences;
    head.version == VERSION
        && head.sentences <= MOST_SENTENCES
        && data.len() >= hashes
        && data.len() - hashes == 2 * data[middle..hashes].iter().map(|&count| usize::from(count)).sum::<usize>()
        && std::str::from_utf8(head.ident(data)).is_ok()
}

/// Whether a signature has a sentence of that key.
pub fn says(data: &[u8], key: u64) -> bool {
    let head = Head::of(data);
    let at = head.keys_at();
    data.get(at..at + 8 * head.sentences).map_or(false, |keys| keys.chunks_exact(8).any(|own| eight(own) == key))
}

/// The head of the signature of an article that is not withdrawn: its id, cut where it is too long, and its one content; it counts no sentences.
pub fn head(ident: &[u8], story: u64, times: [i64; 3], content: u64) -> Vec<u8> {
    let ident = cut(ident);
    let mut head = Vec::with_capacity(HEAD + ident.len() + 8);
    head.extend_from_slice(&[VERSION, 0]);
    head.extend_from_slice(&story.to_le_bytes());
    times.iter().for_each(|time| head.extend_from_slice(&time.to_le_bytes()));
    head.extend_from_slice(&(ident.len() as u16).to_le_bytes());
    head.push(1);
    head.extend_from_slice(&[0, 0]);
    head.extend_from_slice(ident);
    head.extend_from_slice(&content.to_le_bytes());
    head
}

/// As much of an article id as its length has room for, in whole characters (`signature._cut`).
fn cut(ident: &[u8]) -> &[u8] {
    let mut end = ident.len().min(LONGEST_ID);
    while end < ident.len() && ident[end] & 0xC0 == 0x80 {
        end -= 1;
    }
    &ident[..end]
}

/// Put sentences behind a head that counts none yet.
pub fn behind(head: &[u8], said: &Sayings) -> Vec<u8> {
    let mut data = Vec::with_capacity(head.len() + said.len() * (8 + KINDS) + 2 * said.flat.len());
    data.extend_from_slice(head);
    pack(said, &mut data);
    if let Some(count) = data.get_mut(COUNT_AT..HEAD) {
        count.copy_from_slice(&(said.len() as u16).to_le_bytes());
    }
    data
}

/// What a signature keeps of sentences: all of it, unless they are too many or too long (`signature.kept`).
pub fn kept(said: &Sayings) -> Cow<'_, Sayings> {
    let short = |two: &[usize]| two[1] - two[0] <= LONGEST_SENTENCE;
    if said.len() <= MOST_SENTENCES && said.ends.windows(2).all(short) {
        return Cow::Borrowed(said);
    }
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
    Cow::Owned(made)
}

/// The part of a signature that holds sentences, of which none is longer than is kept.
fn pack(said: &Sayings, bytes: &mut Vec<u8>) {
    said.keys.iter().for_each(|key| bytes.extend_from_slice(&key.to_le_bytes()));
    for number in 0..said.len() {
        let mut counts = [0u8; KINDS];
        said.terms(number).iter().for_each(|&term| counts[(term >> KIND_SHIFT) as usize % KINDS] += 1);
        bytes.extend_from_slice(&counts);
    }
    said.flat.iter().for_each(|&term| bytes.extend_from_slice(&(term as u16).to_le_bytes()));
}

/// Add the sentences in a packed signature to others; false where it is none.
pub fn unpack(data: &[u8], into: &mut Sayings) -> bool {
    read(data, into).is_some()
}

/// Add the terms in a packed signature that tell of the event.
pub fn anchors(data: &[u8], into: &mut Vec<i32>) {
    let head = Head::of(data);
    let start = head.keys_at() + 8 * head.sentences;
    let end = start + KINDS * head.sentences;
    let (counts, mut at) = (data.get(start..end).unwrap_or(&[]), end);
    for (place, &count) in counts.iter().enumerate() {
        let kind = place % KINDS;
        let hashes = data.get(at..at + 2 * usize::from(count)).unwrap_or(&[]);
        at += 2 * usize::from(count);
        if ANCHOR_WEIGHT[kind] > 0.0 {
            into.extend(hashes.chunks_exact(2).map(|hash| (kind << KIND_SHIFT) as i32 | two(hash) as i32));
        }
    }
}

fn read(data: &[u8], into: &mut Sayings) -> Option<()> {
    let head = Head::of(data);
    let (start, count) = (head.keys_at(), head.sentences);
    let keys = data.get(start..start + 8 * count)?;
    let counts = data.get(start + 8 * count..start + (8 + KINDS) * count)?;
    let mut hashes = data.get(start + (8 + KINDS) * count..)?.chunks_exact(2);
    for (key, of_kind) in keys.chunks_exact(8).zip(counts.chunks_exact(KINDS)) {
        for (kind, &many) in of_kind.iter().enumerate() {
            for _ in 0..many {
                into.flat.push((kind << KIND_SHIFT) as i32 | two(hashes.next()?) as i32);
            }
        }
        into.keys.push(eight(key));
        into.ends.push(into.flat.len());
    }
    Some(())
}
