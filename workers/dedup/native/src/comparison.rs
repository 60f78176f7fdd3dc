//! An article beside one story, both ways, whole or by the opening alone (`compare.py`).

use std::rc::Rc;
use std::sync::Arc;

use crate::align::Alignment;
use crate::kinship::{Kinship, NO_ROOM};
use crate::opening::opening_end;
use crate::sentences::Piece;
use crate::told::Told;

/// `compare.LEAST_OPENING`.
const LEAST_OPENING: f64 = 0.2;
/// Quotation marks (`comparison.QUOTATION`).
const QUOTATION: [char; 4] = ['"', '“', '”', '«'];

/// An article to be compared.
pub struct Article<'a> {
    pub laid_out: Arc<Told>,
    pub text: &'a [u32],
    /// Its sentences; none where they are not known.
    pub sentences: &'a [Piece],
    /// It says that it corrects an earlier version.
    pub correction: bool,
    /// It is the first item of a digest.
    pub digest: bool,
}

/// An article, or its opening, beside one story, or its opening (`comparison.Comparison`).
pub struct Comparison {
    pub kinship: Rc<Kinship>,
    /// The same with the two texts exchanged, None where that could not say otherwise.
    pub back: Option<Rc<Kinship>>,
    pub same: bool,
    /// Only the opening of one of them is compared.
    pub opening: bool,
}

impl Comparison {
    /// Lay an article beside a story; both must have a sentence (`compare.compare`).
    pub fn of(article: &Article, told: Arc<Told>) -> Comparison {
        let whole = Comparison::laid(article, article.laid_out.clone(), told, false);
        if whole.same && whole.kinship.retold() >= NO_ROOM {
            return whole;
        }
        whole.of_openings(article).unwrap_or(whole)
    }

    /// Lay some of an article's sentences beside some of a story's.
    fn laid(article: &Article, mine: Arc<Told>, told: Arc<Told>, opening: bool) -> Comparison {
        let kinship = Kinship::of(Alignment::new(mine, told), opening, article.digest);
        let back = (!kinship.plain()).then(|| Kinship::of(kinship.alignment.exchanged(), opening, article.digest));
        let same = {
            let sides = Sides { kinship: &kinship, back: back.as_ref() };
            sides.any(Kinship::ground) && !sides.conflict(article)
        };
        Comparison { kinship: Rc::new(kinship), back: back.map(Rc::new), same, opening }
    }

    /// The comparison with the opening alone where one of the two is a page of several stories, if it is one story (`compare._openings`).
    fn of_openings(&self, article: &Article) -> Option<Comparison> {
        if self.kinship.coverage < LEAST_OPENING && self.kinship.back_coverage < LEAST_OPENING {
            return None;
        }
        let (mine, told) = (&self.kinship.alignment.mine, &self.kinship.alignment.told);
        let paragraphs: Vec<i64> = article.sentences.iter().map(|piece| i64::from(piece.paragraph)).collect();
        let end = opening_end(&self.kinship.alignment, Some(&paragraphs));
        let opening = end.map(|end| Comparison::laid(article, Arc::new(mine.first(end)), told.clone(), true));
        if let Some(opening) = opening.filter(|opening| opening.same) {
            return Some(opening);
        }
        if told.bringers() != 1 {
            return None;
        }
        let end = match &self.back {
            Some(back) => opening_end(&back.alignment, None),
            None => opening_end(&self.kinship.alignment.exchanged(), None),
        };
        let opening = end.map(|end| Comparison::laid(article, mine.clone(), Arc::new(told.first(end)), true));
        opening.filter(|opening| opening.same)
    }
}

/// What the measures say both ways.
struct Sides<'a> {
    kinship: &'a Kinship,
    back: Option<&'a Kinship>,
}

impl Sides<'_> {
    /// Whether a rule holds one way or the other.
    fn any(&self, rule: fn(&Kinship) -> bool) -> bool {
        rule(self.kinship) || self.back.map_or(false, rule)
    }

    /// Whether a rule holds both ways.
    fn both(&self, rule: fn(&Kinship) -> bool) -> bool {
        rule(self.kinship) && self.back.map_or(true, rule)
    }

    /// Whether something forbids a merge (`Comparison.conflict`).
    fn conflict(&self, article: &Article) -> bool {
        if self.any(Kinship::conflict) || self.both(Kinship::instalment) {
            return true;
        }
        if article.correction {
            return false;
        }
        self.any(Kinship::other_event) || (self.any(Kinship::other_notice) && self.notice(article))
    }

    /// Whether what they share quotes nobody: it is an official notice rather than a report.
    fn notice(&self, article: &Article) -> bool {
        let quoted = |piece: &Piece| article.text[piece.start as usize..piece.end as usize].iter().any(quotes);
        !article.sentences.iter().zip(&self.kinship.near).any(|(piece, &near)| near && quoted(piece))
    }
}

fn quotes(point: &u32) -> bool {
    QUOTATION.iter().any(|&mark| mark as u32 == *point)
}
