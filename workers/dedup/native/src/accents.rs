//! Letters without their accents (`terms.unaccented`).

/// The letters that Python hands over, by code point.
#[derive(Default)]
pub struct Accents {
    plain: Vec<Vec<u32>>,
}

impl Accents {
    /// Take what a letter is without its accent.
    pub fn add(&mut self, letter: u32, plain: &str) {
        let place = letter as usize;
        if self.plain.len() <= place {
            self.plain.resize(place + 1, Vec::new());
        }
        self.plain[place] = plain.chars().map(|c| c as u32).collect();
    }

    /// A token without accents, None where it has a letter whose plain form is not known.
    pub fn without(&self, token: &[u32]) -> Option<Vec<u32>> {
        let mut made = Vec::with_capacity(token.len() + 1);
        for &c in token {
            match self.plain.get(c as usize) {
                Some(plain) if !plain.is_empty() => made.extend_from_slice(plain),
                _ if c < 0x80 || c == 0x2019 => made.push(c),
                _ => return None,
            }
        }
        Some(made)
    }
}
