//! The hashes of dedup: BLAKE2b (RFC 7693) of eight bytes and CRC-32 (ISO 3309) as zlib has it, which stand in what is kept, and two for tables.

use std::hash::Hasher;

const INITIAL: [u64; 8] = [
    0x6a09e667f3bcc908,
    0xbb67ae8584caa73b,
    0x3c6ef372fe94f82b,
    0xa54ff53a5f1d36f1,
    0x510e527fade682d1,
    0x9b05688c2b3e6c1f,
    0x1f83d9abfb41bd6b,
    0x5be0cd19137e2179,
];

const SIGMA: [[usize; 16]; 12] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
];

const BLOCK: usize = 128;

#[inline(always)]
fn mix(v: &mut [u64; 16], a: usize, b: usize, c: usize, d: usize, x: u64, y: u64) {
    v[a] = v[a].wrapping_add(v[b]).wrapping_add(x);
    v[d] = (v[d] ^ v[a]).rotate_right(32);
    v[c] = v[c].wrapping_add(v[d]);
    v[b] = (v[b] ^ v[c]).rotate_right(24);
    v[a] = v[a].wrapping_add(v[b]).wrapping_add(y);
    v[d] = (v[d] ^ v[a]).rotate_right(16);
    v[c] = v[c].wrapping_add(v[d]);
    v[b] = (v[b] ^ v[c]).rotate_right(63);
}

/// One round, a function each, so that every place in the message is known when this is compiled.
#[inline(always)]
fn round<const N: usize>(v: &mut [u64; 16], m: &[u64; 16]) {
    let s = &SIGMA[N];
    mix(v, 0, 4, 8, 12, m[s[0]], m[s[1]]);
    mix(v, 1, 5, 9, 13, m[s[2]], m[s[3]]);
    mix(v, 2, 6, 10, 14, m[s[4]], m[s[5]]);
    mix(v, 3, 7, 11, 15, m[s[6]], m[s[7]]);
    mix(v, 0, 5, 10, 15, m[s[8]], m[s[9]]);
    mix(v, 1, 6, 11, 12, m[s[10]], m[s[11]]);
    mix(v, 2, 7, 8, 13, m[s[12]], m[s[13]]);
    mix(v, 3, 4, 9, 14, m[s[14]], m[s[15]]);
}

fn compress(h: &mut [u64; 8], block: &[u8; BLOCK], done: u64, last: bool) {
    let mut v = [0u64; 16];
    v[..8].copy_from_slice(h);
    v[8..].copy_from_slice(&INITIAL);
    v[12] ^= done;
    if last {
        v[14] = !v[14];
    }
    let mut m = [0u64; 16];
    for (word, bytes) in m.iter_mut().zip(block.chunks_exact(8)) {
        let mut eight = [0u8; 8];
        eight.copy_from_slice(bytes);
        *word = u64::from_le_bytes(eight);
    }
    round::<0>(&mut v, &m);
    round::<1>(&mut v, &m);
    round::<2>(&mut v, &m);
    round::<3>(&mut v, &m);
    round::<4>(&mut v, &m);
    round::<5>(&mut v, &m);
    round::<6>(&mut v, &m);
    round::<7>(&mut v, &m);
    round::<8>(&mut v, &m);
    round::<9>(&mut v, &m);
    round::<10>(&mut v, &m);
    round::<11>(&mut v, &m);
    for n in 0..8 {
        h[n] ^= v[n] ^ v[n + 8];
    }
}

/// BLAKE2b of eight bytes, read as a little-endian number.
pub fn blake2b_8(data: &[u8]) -> u64 {
    personal_blake2b_8(data, 0)
}

/// The key of the story that an article with that id founds (`window.story_key`).
pub fn story_key(ident: &[u8]) -> u64 {
    digest(*b"story\0\0\0\0\0\0\0\0\0\0\0", ident)
}

/// The key of what an article says, by its content id (`stage.py`).
pub fn content_key(ident: &[u8]) -> u64 {
    digest(*b"dedup content\0\0\0", ident)
}

/// The id of one part in a scope (`ids.digest`), as a number.
fn digest(scope: [u8; 16], part: &[u8]) -> u64 {
    let size = (part.len() as u64 + 1).to_be_bytes();
    personal_blake2b_8(&[&size[..], &[1], part].concat(), u128::from_le_bytes(scope)).swap_bytes()
}

/// The same, personalised by a name of at most sixteen bytes.
fn personal_blake2b_8(data: &[u8], name: u128) -> u64 {
    let mut h = INITIAL;
    h[0] ^= 0x0101_0008;
    h[6] ^= name as u64;
    h[7] ^= (name >> 64) as u64;
    let mut done = 0;
    let mut rest = data;
    let mut block = [0u8; BLOCK];
    while rest.len() > BLOCK {
        block.copy_from_slice(&rest[..BLOCK]);
        done += BLOCK as u64;
        compress(&mut h, &block, done, false);
        rest = &rest[BLOCK..];
    }
    block = [0u8; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    compress(&mut h, &block, done + rest.len() as u64, true);
    h[0]
}

const CRC: [u32; 256] = crc_table();

const fn crc_table() -> [u32; 256] {
    let mut table = [0u32; 256];
    let mut n = 0;
    while n < 256 {
        let mut value = n as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { 0xEDB8_8320 ^ (value >> 1) } else { value >> 1 };
            bit += 1;
        }
        table[n] = value;
        n += 1;
    }
    table
}

/// CRC-32 of bytes.
pub fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0, |crc, &byte| CRC[((crc ^ byte as u32) & 0xFF) as usize] ^ (crc >> 8))
}

/// FNV-1a (Fowler, Noll, Vo): words are short.
#[derive(Clone, Copy)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

/// Fx, as Firefox and rustc hash: code points in whole words.
#[derive(Clone, Copy, Default)]
pub struct Points(u64);

impl Hasher for Points {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut eight = [0u8; 8];
            eight[..part.len()].copy_from_slice(part);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(eight)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}

/// No hash, for keys that are hashes.
#[derive(Clone, Copy, Default)]
pub struct Known(u64);

impl Hasher for Known {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0 << 8 | u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
