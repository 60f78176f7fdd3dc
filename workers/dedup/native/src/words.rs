//! Looking for many words at once.

/// A set of texts, found by their first three characters.
pub struct Words {
    /// For each three characters whether one of them may begin so: a bit each, eight kilobytes, which a processor keeps nearest.
    may_begin: Vec<u64>,
    /// The texts by the hash of their first three characters.
    words: Vec<(usize, Vec<u32>)>,
}

const SIZE: usize = 1 << 16;

/// Three small letters have a place of their own.
fn place(first: u32, second: u32, third: u32) -> usize {
    (first << 10 ^ second << 5 ^ third) as usize & (SIZE - 1)
}

impl Words {
    /// `words`: each at least three characters long.
    pub fn new(words: impl Iterator<Item = Vec<u32>>) -> Self {
        let mut made = Words { may_begin: vec![0; SIZE / 64], words: Vec::new() };
        for word in words.filter(|word| word.len() >= 3) {
            let place = place(word[0], word[1], word[2]);
            made.may_begin[place / 64] |= 1 << (place % 64);
            made.words.push((place, word));
        }
        made.words.sort();
        made
    }

    /// Whether a text begins with one of them.
    pub fn begins(&self, text: &[u32]) -> bool {
        text.len() >= 3 && {
            let place = place(text[0], text[1], text[2]);
            self.may_begin(place) && self.is_begun(place, text)
        }
    }

    fn may_begin(&self, place: usize) -> bool {
        self.may_begin[place / 64] >> (place % 64) & 1 == 1
    }

    fn is_begun(&self, place: usize, text: &[u32]) -> bool {
        let first = self.words.partition_point(|word| word.0 < place);
        self.words[first..].iter().take_while(|word| word.0 == place).any(|(_, word)| text.starts_with(word))
    }

    /// Whether a text has one of them.
    pub fn any_in(&self, text: &[u32]) -> bool {
        self.first_in(text).is_some()
    }

    /// Where the first of them starts in a text.
    pub fn first_in(&self, text: &[u32]) -> Option<usize> {
        let (mut first, mut second) = (*text.first()?, *text.get(1)?);
        for (at, &third) in text[2..].iter().enumerate() {
            let place = place(first, second, third);
            if self.may_begin(place) && self.is_begun(place, &text[at..]) {
                return Some(at);
            }
            first = second;
            second = third;
        }
        None
    }
}
