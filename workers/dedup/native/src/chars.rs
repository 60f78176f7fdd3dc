//! What kind of character a code point is, as Python's `str` methods and `re` tell it, for the code points that nearly all English text is made of.
//! Lines with any other are read in Python.

/// Whether the functions below answer for a code point as Python does.
pub fn is_known(c: u32) -> bool {
    match c {
        0x09 | 0x20..=0x7E => true,
        0x85 | 0xAA | 0xB2 | 0xB3 | 0xB5 | 0xB9 | 0xBA | 0xBC..=0xBE => false,
        0x80..=0x17E => !matches!(c, 0x130 | 0x131 | 0x149),
        0x2010..=0x2015 | 0x2018..=0x201F | 0x2020..=0x2022 | 0x2026 | 0x2032 | 0x2033 | 0x2039 | 0x203A | 0x20AC => {
            true
        }
        // Signs: what is left of a repaired or a broken text, and marks of lists.
        0x02DC | 0x2122 | 0x25A0 | 0x25AA | 0x25B6 | 0x25BA | 0x25C6 | 0x25CF | 0x2605 | 0x2665 => true,
        _ => false,
    }
}

/// `str.isspace`.
pub fn is_space(c: u32) -> bool {
    c == 0x20 || c == 0x09 || c == 0xA0
}

/// `str.isspace` of any code point.
pub fn is_blank(c: u32) -> bool {
    (0x1C..=0x1F).contains(&c) || char::from_u32(c).map_or(false, char::is_whitespace)
}

/// `str.isalpha`.
pub fn is_alpha(c: u32) -> bool {
    if c < 0x80 {
        return (c as u8).is_ascii_alphabetic();
    }
    (0xC0..0x17F).contains(&c) && c != 0xD7 && c != 0xF7
}

/// `str.isdecimal`.
pub fn is_decimal(c: u32) -> bool {
    (0x30..0x3A).contains(&c)
}

/// `str.isalnum`.
pub fn is_alnum(c: u32) -> bool {
    is_alpha(c) || is_decimal(c)
}

/// Whether `\w` matches it.
pub fn is_word(c: u32) -> bool {
    is_alnum(c) || c == 0x5F
}

/// `str.isupper` of one character.
pub fn is_upper(c: u32) -> bool {
    if c < 0x80 {
        return (c as u8).is_ascii_uppercase();
    }
    is_alpha(c) && lower(c) != c
}

/// `str.islower` of one character.
pub fn is_lower(c: u32) -> bool {
    is_alpha(c) && !is_upper(c)
}

/// `str.lower` of one character.
pub fn lower(c: u32) -> u32 {
    if c < 0x80 {
        return (c as u8).to_ascii_lowercase() as u32;
    }
    match char::from_u32(c) {
        Some(letter) => letter.to_lowercase().next().map_or(c, |small| small as u32),
        None => c,
    }
}

/// Whether it is one of `A` to `Z`.
pub fn is_capital(c: u32) -> bool {
    (0x41..0x5B).contains(&c)
}

/// Whether it is one of a text's characters.
pub fn among(c: u32, set: &str) -> bool {
    set.chars().any(|each| each as u32 == c)
}

/// Add a code point to bytes as UTF-8.
pub fn push_utf8(bytes: &mut Vec<u8>, c: u32) {
    if c < 0x80 {
        bytes.push(c as u8);
    } else if c < 0x800 {
        bytes.extend_from_slice(&[0xC0 | (c >> 6) as u8, 0x80 | (c & 0x3F) as u8]);
    } else {
        bytes.extend_from_slice(&[0xE0 | (c >> 12) as u8, 0x80 | (c >> 6 & 0x3F) as u8, 0x80 | (c & 0x3F) as u8]);
    }
}

/// Whether a text begins with ASCII text.
pub fn starts_with(text: &[u32], start: &str) -> bool {
    text.len() >= start.len() && start.bytes().zip(text).all(|(a, &b)| a as u32 == b)
}

/// Where a text without the characters of `is_edge` at its ends begins and stops.
pub fn stripped(text: &[u32], is_edge: impl Fn(u32) -> bool) -> (usize, usize) {
    let start = text.iter().position(|&c| !is_edge(c)).unwrap_or(text.len());
    let stop = text.iter().rposition(|&c| !is_edge(c)).map_or(start, |last| last + 1);
    (start, stop)
}

/// Where the characters of a set that start at a place end.
pub fn skip(line: &[u32], mut at: usize, set: &str) -> usize {
    while at < line.len() && among(line[at], set) {
        at += 1;
    }
    at
}
