//! Sentences cut after one form: what an article fills in otherwise than its story (`forms.py`).

use std::sync::RwLock;

use crate::align::{around, Alignment, ALIGNED};
use crate::sayings::{kind, ANCHOR_WEIGHT, COUNTRY, DATE, KINDS, NAME, NUMBER, SMALL, WORD};
use crate::told::Told;

/// Likeness from which two sentences are the same sentence with a word or a figure changed.
pub const NEAR: f32 = 0.75;
/// Likeness from which two sentences are cut after one form.
pub const FORM: f32 = 0.6;
const SAME_WORDS: f64 = 0.75;
const FORM_WORDS: usize = 2;
const EXACT_AGREEMENT: f64 = 0.5;
/// The first sentences.
pub const LEAD: usize = 2;
const LEAST_LEAD: usize = 7;
const CHANGED_FIGURES: f64 = 0.7;
const MOST_KEPT_FIGURES: i64 = 1;

/// The terms of the words for units, sorted (`restated.unit_terms`).
static UNIT_TERMS: RwLock<Vec<i32>> = RwLock::new(Vec::new());

/// Take in the terms of the words for units.
pub fn learn_unit_terms(terms: &[i32]) {
    let mut sorted = terms.to_vec();
    sorted.sort_unstable();
    if let Ok(mut units) = UNIT_TERMS.write() {
        *units = sorted;
    }
}

/// What sentences of one form say of each other (`forms.Forms`).
#[derive(Clone, Copy, Default)]
pub struct Forms {
    pub told: f64,
    pub agreed: f64,
    pub replaced: i64,
    pub lead_replaced: bool,
    pub redirected: bool,
    pub refilled: bool,
    pub reset: bool,
    pub rematter: bool,
    pub kept_figures: i64,
    pub changed_figures: i64,
    pub figures: i64,
    pub changed_dates: i64,
    pub dated: bool,
}

impl Forms {
    /// Compare the sentences of an article with those of a story that are cut after the same form (`forms.forms_of`).
    pub fn of(alignment: &Alignment) -> Forms {
        let mut forms = Forms::of_exact(alignment);
        let alike = alike(alignment);
        if alike.is_empty() {
            return forms;
        }
        let units = UNIT_TERMS.read();
        for &number in &alike {
            forms.compare(&Beside::of(alignment, number), units.as_deref().map_or(&[], Vec::as_slice));
        }
        let lead = lead(&alignment.mine);
        forms.refilled = lead.map_or(false, |lead| {
            let first = alike.iter().take_while(|&&number| number <= lead);
            first.clone().any(|&number| Beside::of(alignment, number).replaces())
        });
        let last = lead.unwrap_or(0).max(LEAD - 1);
        forms.reset = forms.refilled
            && alike.iter().take_while(|&&number| number <= last).any(|&number| {
                let beside = Beside::of(alignment, number);
                beside.exchanges(DATE) || beside.exchanges(NUMBER)
            });
        forms
    }

    /// Share of the names and figures that agree.
    pub fn agreement(&self) -> f64 {
        if self.told == 0.0 {
            1.0
        } else {
            self.agreed / self.told
        }
    }

    /// Whether a date, a name or a figure is another.
    pub fn altered(&self) -> bool {
        self.changed_dates > 0 || self.changed_figures > 0 || self.replaced > 0
    }

    /// Whether dates and nearly all figures differ.
    pub fn redated(&self) -> bool {
        self.kept_figures <= MOST_KEPT_FIGURES && self.changes(self.changed_figures + self.kept_figures)
    }

    /// Whether dates differ, and most of the figures beside them.
    pub fn anew(&self) -> bool {
        self.changes(self.figures)
    }

    /// Whether dates differ, and most of that many figures.
    fn changes(&self, figures: i64) -> bool {
        self.changed_dates > 0 && self.changed_figures as f64 >= (CHANGED_FIGURES * figures as f64).max(2.0)
    }

    /// What the names and figures in sentences word for word count for.
    fn of_exact(alignment: &Alignment) -> Forms {
        let mine = &alignment.mine;
        let mut kinds = [0_i64; KINDS];
        for number in (0..mine.len()).filter(|&number| alignment.exact[number]) {
            for &term in mine.sayings.terms(number) {
                kinds[kind(term) as usize] += 1;
            }
        }
        let counts = kinds.iter().zip(ANCHOR_WEIGHT);
        let worth = counts.fold(0.0, |sum, (&count, weight)| sum + f64::from(weight) * count as f64);
        Forms {
            told: EXACT_AGREEMENT * worth,
            agreed: EXACT_AGREEMENT * worth,
            kept_figures: kinds[NUMBER as usize] + kinds[SMALL as usize],
            ..Forms::default()
        }
    }

    /// Compare one sentence with the story's (`forms._compare`).
    fn compare(&mut self, beside: &Beside, units: &[i32]) {
        let lost = beside.lost();
        let converted = beside.converted(units);
        let (mut novel_name, mut novel_date) = (false, false);
        for (term, place) in beside.terms() {
            let of = kind(term);
            let figure = of == NUMBER || of == SMALL;
            if converted && figure {
                continue;
            }
            let name = names(of);
            let told = beside.alignment.in_passage_of_told(place, beside.passage);
            let weight = f64::from(ANCHOR_WEIGHT[of as usize]);
            self.told += weight;
            if told || (name && lost.nothing) {
                self.agreed += weight;
            }
            novel_name |= name && !beside.alignment.known[place as usize];
            if figure {
                self.kept_figures += i64::from(told);
                self.changed_figures += i64::from(!told);
                self.figures += 1;
            } else if of == DATE {
                novel_date |= !told;
                self.changed_dates += i64::from(!told);
            }
        }
        let form = beside.alignment.likeness[beside.number] >= FORM;
        let redated =
            novel_date && (lost.kinds[DATE as usize] > 0 || beside.exchanges(NUMBER) || beside.exchanges(SMALL));
        self.dated |= redated;
        self.rematter |= redated && form && beside.other_words(&lost);
        if novel_name && form && lost.kinds[NAME as usize] + lost.kinds[COUNTRY as usize] > 0 {
            self.replaced += 1;
            self.lead_replaced |= beside.number < LEAD;
            self.redirected |= beside.number < LEAD && novel_date;
        }
    }
}

/// The sentences cut after one form with one of the story's but not word for word it.
fn alike(alignment: &Alignment) -> Vec<usize> {
    let paired = |number: usize| {
        let pairs = &alignment.pairs;
        let found = pairs.binary_search_by_key(&(number as i64), |pair| pair[0]);
        found.map_or(false, |at| same_words(alignment, number, pairs[at][1] as usize))
    };
    let alike = |&number: &usize| {
        !alignment.exact[number]
            && (alignment.likeness[number] >= NEAR || alignment.inside[number] >= ALIGNED || paired(number))
    };
    (0..alignment.mine.len()).filter(alike).collect()
}

/// Whether two sentences are cut after one form, whatever it was filled in with (`forms._same_words`).
fn same_words(alignment: &Alignment, number: usize, row: usize) -> bool {
    let words = words(&alignment.mine, number);
    let others = words_count(&alignment.told, row);
    let shared = words.iter().filter(|&&place| alignment.in_passage_of_told(place, (row, row + 1))).count();
    let least = SAME_WORDS * words.len().max(others) as f64;
    shared as f64 >= least.max(FORM_WORDS as f64)
}

/// The different words of a sentence, by their places in the vocabulary.
fn words(text: &Told, number: usize) -> Vec<u32> {
    let terms = text.sayings.terms(number).iter().zip(text.places_of(number));
    let mut words: Vec<u32> = terms.filter(|(&term, _)| kind(term) == WORD).map(|(_, &place)| place).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn words_count(text: &Told, number: usize) -> usize {
    words(text, number).len()
}

/// The first sentence, headings left out, that both names something and counts or dates it (`forms._lead`).
fn lead(mine: &Told) -> Option<usize> {
    (0..mine.len()).find(|&number| {
        let terms = mine.sayings.terms(number);
        terms.len() >= LEAST_LEAD
            && terms.iter().any(|&term| names(kind(term)))
            && terms.iter().any(|&term| matches!(kind(term), NUMBER | SMALL | DATE))
    })
}

/// Whether a kind is that of names.
fn names(kind: i32) -> bool {
    kind == NAME || kind == COUNTRY
}

/// Terms of the story's sentence that the article has nowhere.
struct Lost {
    /// How many there are of each kind.
    kinds: [usize; KINDS],
    /// Whether no name or figure is among them.
    nothing: bool,
}

/// One sentence of the article beside the story's most like it.
struct Beside<'a> {
    alignment: &'a Alignment,
    number: usize,
    nearest: usize,
    /// The story's sentence and its neighbours.
    passage: (usize, usize),
}

impl<'a> Beside<'a> {
    fn of(alignment: &'a Alignment, number: usize) -> Self {
        let nearest = alignment.nearest_of(number);
        Beside { alignment, number, nearest, passage: around(nearest) }
    }

    /// The article's terms, with their places.
    fn terms(&self) -> impl Iterator<Item = (i32, u32)> + 'a {
        terms(&self.alignment.mine, self.number)
    }

    /// The story's terms, with their places.
    fn theirs(&self) -> impl Iterator<Item = (i32, u32)> + 'a {
        terms(&self.alignment.told, self.nearest)
    }

    fn lost(&self) -> Lost {
        let mut kinds = [0; KINDS];
        for (term, _) in self.theirs().filter(|&(_, place)| !self.alignment.mine_has(place)) {
            kinds[kind(term) as usize] += 1;
        }
        let nothing = kinds.iter().zip(ANCHOR_WEIGHT).all(|(&count, weight)| count == 0 || weight == 0.0);
        Lost { kinds, nothing }
    }

    /// Whether the sentence has a name that the story has nowhere for one that the article has nowhere (`forms._replaces`).
    fn replaces(&self) -> bool {
        let known = &self.alignment.known;
        self.terms().any(|(term, place)| names(kind(term)) && !known[place as usize])
            && self.theirs().any(|(term, place)| names(kind(term)) && !self.alignment.mine_has(place))
    }

    /// Whether the sentence has a term of a kind that the story's passage has not, for one that the article's has not (`forms._exchanges`).
    fn exchanges(&self, of: i32) -> bool {
        let alignment = self.alignment;
        let own = around(self.number);
        self.terms().any(|(term, place)| kind(term) == of && !alignment.in_passage_of_told(place, self.passage))
            && self.theirs().any(|(term, place)| kind(term) == of && !alignment.in_passage_of_mine(place, own))
    }

    /// Whether the sentence has a unit of measure that the story's passage has not, for one that it has not itself (`forms._converted`).
    fn converted(&self, units: &[i32]) -> bool {
        let alignment = self.alignment;
        let own = (self.number, self.number + 1);
        let unit = |term: i32| units.binary_search(&term).is_ok();
        self.terms().any(|(term, place)| !alignment.in_passage_of_told(place, self.passage) && unit(term))
            && self.theirs().any(|(term, place)| !alignment.in_passage_of_mine(place, own) && unit(term))
    }

    /// Whether the sentence has at least two words that the story has nowhere for two that the article has nowhere (`forms._other_words`).
    fn other_words(&self, lost: &Lost) -> bool {
        let known = &self.alignment.known;
        let gained = self.terms().filter(|&(term, place)| kind(term) == WORD && !known[place as usize]).count();
        gained.min(lost.kinds[WORD as usize]) >= FORM_WORDS
    }
}

fn terms(text: &Told, number: usize) -> impl Iterator<Item = (i32, u32)> + '_ {
    text.sayings.terms(number).iter().copied().zip(text.places_of(number).iter().copied())
}
