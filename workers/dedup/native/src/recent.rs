//! The entries of the short tokens that were looked up last.

use crate::lexicon::Entry;

/// Entries kept: few enough for a processor to have them at hand (measured: four times as many are slower).
const BITS: u32 = 13;
const LONGEST: usize = 15;

/// A token of at most 15 ASCII characters, and whether it opens a sentence; zeros for any other.
pub type Letters = [u64; 2];

/// Entries by their tokens' letters.
#[derive(Default)]
pub struct Recents {
    table: Vec<(Letters, Option<Entry>)>,
}

impl Recents {
    /// The entry of a token, if it is among them.
    pub fn find(&self, letters: &Letters) -> Option<Entry> {
        self.table.get(place(letters)).filter(|kept| kept.0 == *letters)?.1
    }

    /// Keep the entry of a token in the place of another.
    pub fn keep(&mut self, letters: Letters, entry: Entry) {
        if letters == [0; 2] {
            return;
        }
        if self.table.is_empty() {
            self.table = vec![([0; 2], None); 1 << BITS];
        }
        self.table[place(&letters)] = (letters, Some(entry));
    }
}

fn place(letters: &Letters) -> usize {
    (letters[0] ^ letters[1]).wrapping_mul(0x9e37_79b9_7f4a_7c15) as usize >> (u64::BITS - BITS)
}

/// The letters of a token. `first`: it opens a sentence.
pub fn letters(token: &[u32], first: bool) -> Letters {
    if token.len() > LONGEST {
        return [0; 2];
    }
    let (mut bytes, mut all) = ([0u8; 16], 0);
    for (byte, &c) in bytes.iter_mut().zip(token) {
        *byte = c as u8;
        all |= c;
    }
    bytes[LONGEST] = (token.len() as u8) << 1 | first as u8;
    let letters = u128::from_le_bytes(bytes);
    if all < 0x80 {
        [letters as u64, (letters >> 64) as u64]
    } else {
        [0; 2]
    }
}
