//! The way of an article through the window: read, searched for, compared, judged and kept (`stage.py`).

use crate::additions::Place;
use crate::asking::Asking;
use crate::case::Case;
use crate::decide::{decide, About, Belonging};
use crate::draft::Draft;
use crate::hashes::{content_key, story_key};
use crate::heads::may_be_digest;
use crate::judge::judge;
use crate::packed::{self, Head};
use crate::sayings::Sayings;
use crate::search;
use crate::window::Window;
use crate::written::written;

/// `sentences.MOSTLY_PAGE`.
const MOSTLY_PAGE: usize = 4;

/// An article that arrives.
pub struct Arrival<'a> {
    /// Its id and that of what it says, as UTF-8.
    pub ident: &'a [u8],
    pub content: &'a [u8],
    pub title: &'a [u8],
    /// When it was published, in milliseconds since 1970, `UNKNOWN_TIME` where that is unknown.
    pub published: i64,
    /// The same as Python's drafts (rounded) and its judgement (exact) have it.
    pub rounded: Option<i64>,
    pub exact: Option<f64>,
}

/// What an article is to its story.
#[derive(Clone, Copy, PartialEq)]
pub enum Verdict {
    New = 0,
    Duplicate = 1,
    Update = 2,
}

/// Where an article belongs, what it is to its story, and what the window keeps of it.
pub struct Taken {
    pub verdict: Verdict,
    pub story: u64,
    pub first_published: i64,
    pub similarity: f64,
    pub correction: bool,
    /// The id of the article that it copies or updates.
    pub of: Option<Vec<u8>>,
    pub new: Vec<Place>,
    pub repeated: Vec<Place>,
    /// What is written of it, up to the article itself.
    pub told: Vec<u8>,
    pub signature: Vec<u8>,
}

/// Take in an article by its text; None, and nothing is done, where it is none of the plain ones: seen before, mostly of the page's own lines, perhaps a
/// digest; or where answering what was asked has failed.
pub fn take_text(text: &str, arrival: &Arrival, window: &mut Window, asking: &Asking) -> Option<Taken> {
    if window.number_of(story_key(arrival.ident)) != 0 {
        return None;
    }
    let mut draft = Draft::read(points(text), asking);
    let paragraphs = draft.find_heads();
    let plain = !draft.own.is_empty() && draft.page <= MOSTLY_PAGE * draft.said;
    if !plain || may_be_digest(arrival.title, paragraphs, draft.heads.len()) {
        return None;
    }
    let about = About { published: arrival.rounded, correction: draft.corrects, digest: false, borrows: true };
    take(&mut draft, &about, arrival, window, asking)
}

/// Take in an article that is read and was not seen before; None, and nothing is done, where answering what was asked has failed.
pub fn take(
    draft: &mut Draft,
    about: &About,
    arrival: &Arrival,
    window: &mut Window,
    asking: &Asking,
) -> Option<Taken> {
    let belonging = decide(draft, window, asking, about);
    if asking.failed() {
        return None;
    }
    let none = Sayings::new();
    let mut taken = Taken::new(arrival, about);
    let mut keep = None;
    match &belonging {
        Belonging::Failed => return None,
        Belonging::New(_) => {}
        Belonging::Copy(story, of) => {
            taken.join(*story, 1.0, *of, window);
            taken.repeated = draft.passages();
        }
        Belonging::Kin(story, comparison) => {
            let judged = judge(&Case::of(draft, &comparison.kinship, asking, arrival.exact));
            if asking.failed() {
                return None;
            }
            taken.join(*story, comparison.kinship.inside, judged.of as u32, window);
            if judged.update {
                taken.verdict = Verdict::Update;
            }
            taken.new = judged.new;
            taken.repeated = judged.repeated;
            keep = judged.kept;
        }
    }
    let said = match &belonging {
        Belonging::New(mine) => &mine.sayings,
        _ => keep.as_ref().unwrap_or(&none),
    };
    taken.told = written(&taken, arrival.ident, &draft.text)?;
    taken.signature = entered(arrival, &taken, said, window);
    Some(taken)
}

impl Taken {
    fn new(arrival: &Arrival, about: &About) -> Self {
        Taken {
            verdict: Verdict::New,
            story: story_key(arrival.ident),
            first_published: arrival.published,
            similarity: 0.0,
            correction: about.correction,
            of: None,
            new: Vec::new(),
            repeated: Vec::new(),
            told: Vec::new(),
            signature: Vec::new(),
        }
    }

    /// Make it one of a story's, a copy of article `of`.
    fn join(&mut self, story: u64, similarity: f64, of: u32, window: &Window) {
        let data = window.signature(of).unwrap_or(&[]);
        let head = Head::of(data);
        self.verdict = Verdict::Duplicate;
        self.story = story;
        self.similarity = similarity;
        self.first_published = head.first_published;
        self.of = Some(head.ident(data).to_vec());
    }
}

/// Keep an article in the window; returns its signature.
fn entered(arrival: &Arrival, taken: &Taken, said: &Sayings, window: &mut Window) -> Vec<u8> {
    let times = [taken.first_published, arrival.published, window.advanced(arrival.published)];
    let head = packed::head(arrival.ident, taken.story, times, content_key(arrival.content));
    let said = packed::kept(said);
    let features = if said.len() > 0 { search::kept_features(&said) } else { Vec::new() };
    let signature = packed::behind(&head, &said);
    window.add(signature.as_slice().into(), &features);
    signature
}

/// The code points of a text.
fn points(text: &str) -> Vec<u32> {
    let mut points = Vec::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().position(|byte| byte >= 0x80).unwrap_or(rest.len());
        points.extend(rest.as_bytes()[..plain].iter().map(|&byte| u32::from(byte)));
        rest = &rest[plain..];
        let odd = rest.find(|c: char| c.is_ascii()).unwrap_or(rest.len());
        points.extend(rest[..odd].chars().map(|c| c as u32));
        rest = &rest[odd..];
    }
    points
}
