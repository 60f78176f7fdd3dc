//! What is written of an article, up to the article itself (`schemas.articles.StoryArticle`, its fields in order), as orjson writes it.

use crate::additions::Place;
use crate::packed::UNKNOWN_TIME;
use crate::take::{Taken, Verdict};

const MILLISECONDS_A_DAY: i64 = 86_400_000;
/// Days in 400 years of the Gregorian calendar, and from 1 March of the year 0 to 1970.
const DAYS_OF_ERA: i64 = 146_097;
const DAYS_BEFORE: i64 = 719_468;
const LAST_YEAR: i64 = 9_999;

/// Write what became of an article that was not seen before; None where a time is beyond all years, or an id is no Unicode. `text`: the article's.
pub fn written(taken: &Taken, ident: &[u8], text: &[u32]) -> Option<Vec<u8>> {
    let mut told = Vec::with_capacity(256 + ident.len());
    told.extend_from_slice(b"{\"article_id\":");
    string(&mut told, points(ident)?);
    told.extend_from_slice(format!(",\"story_id\":\"{:016x}\",\"verdict\":\"", taken.story).as_bytes());
    told.extend_from_slice(match taken.verdict {
        Verdict::New => b"new",
        Verdict::Duplicate => b"duplicate",
        Verdict::Update => b"update",
    });
    told.extend_from_slice(b"\",\"of\":");
    match &taken.of {
        Some(of) => string(&mut told, points(of)?),
        None => told.extend_from_slice(b"null"),
    }
    told.extend_from_slice(b",\"similarity\":");
    told.extend_from_slice(share(taken.similarity).as_bytes());
    told.extend_from_slice(b",\"new\":");
    list(&mut told, &taken.new, |told, &[start, end]| {
        string(told, text[start as usize..end as usize].iter().copied());
    });
    told.extend_from_slice(format!(",\"correction\":{},\"first_published_at\":", taken.correction).as_bytes());
    told.extend_from_slice(time(taken.first_published)?.as_bytes());
    told.extend_from_slice(b",\"repeated\":");
    list(&mut told, &taken.repeated, |told, &[start, end]| {
        told.extend_from_slice(format!("{{\"start\":{start},\"end\":{end}}}").as_bytes());
    });
    told.extend_from_slice(b",\"replaces\":false,\"article\":");
    Some(told)
}

fn points(utf8: &[u8]) -> Option<impl Iterator<Item = u32> + '_> {
    Some(std::str::from_utf8(utf8).ok()?.chars().map(|c| c as u32))
}

fn list(told: &mut Vec<u8>, places: &[Place], write: impl Fn(&mut Vec<u8>, &Place)) {
    told.push(b'[');
    for (number, place) in places.iter().enumerate() {
        if number > 0 {
            told.push(b',');
        }
        write(told, place);
    }
    told.push(b']');
}

fn string(told: &mut Vec<u8>, points: impl Iterator<Item = u32>) {
    told.push(b'"');
    for c in points {
        match c {
            0x22 | 0x5C => told.extend_from_slice(&[b'\\', c as u8]),
            0x08 => told.extend_from_slice(b"\\b"),
            0x09 => told.extend_from_slice(b"\\t"),
            0x0A => told.extend_from_slice(b"\\n"),
            0x0C => told.extend_from_slice(b"\\f"),
            0x0D => told.extend_from_slice(b"\\r"),
            0..=0x1F => told.extend_from_slice(format!("\\u{c:04x}").as_bytes()),
            _ => {
                let c = char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER);
                told.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
    told.push(b'"');
}

/// A share of four digits.
fn share(value: f64) -> String {
    let digits = format!("{value:.4}");
    let short = digits.trim_end_matches('0');
    if short.ends_with('.') {
        format!("{short}0")
    } else {
        short.to_owned()
    }
}

/// A time in milliseconds since 1970, by the algorithm `civil_from_days` of Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
fn time(milliseconds: i64) -> Option<String> {
    if milliseconds == UNKNOWN_TIME {
        return Some("null".to_owned());
    }
    let (days, rest) = (milliseconds.div_euclid(MILLISECONDS_A_DAY), milliseconds.rem_euclid(MILLISECONDS_A_DAY));
    let days = days + DAYS_BEFORE;
    let (era, day) = (days.div_euclid(DAYS_OF_ERA), days.rem_euclid(DAYS_OF_ERA));
    let of_era = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * of_era + of_era / 4 - of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = of_era + era * 400 + i64::from(month <= 2);
    if !(1..=LAST_YEAR).contains(&year) {
        return None;
    }
    let (seconds, part) = (rest / 1_000, rest % 1_000);
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let part = if part > 0 { format!(".{part:03}000") } else { String::new() };
    Some(format!("\"{year:04}-{month:02}-{date:02}T{hours:02}:{minutes:02}:{seconds:02}{part}Z\""))
}
