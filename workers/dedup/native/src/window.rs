//! The window: the signatures of the articles that count, found by feature, by id and by story (`window.Window`).

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use crate::hashes::{story_key, Known};
use crate::index::Index;
use crate::packed::{self, Head, UNKNOWN_TIME};
use crate::sayings::Sayings;
use crate::search;
use crate::told::Told;

const LONGEST_STEP_MS: i64 = 3_600_000;
const MOST_UNITS: usize = 64;
const CACHED_STORIES: usize = 1_000;

type ByKey<T> = HashMap<u64, T, BuildHasherDefault<Known>>;

/// The articles in the window, in order of arrival, numbered from 1.
pub struct Window {
    window_ms: i64,
    capacity: usize,
    /// Evicted entries are taken off the front of the lists in lots of this size.
    drop_at: usize,
    /// Stream time in milliseconds since 1970.
    pub now: i64,
    first_time: i64,
    /// The number of the first entry of the lists.
    base: u32,
    /// The number of the oldest article.
    oldest: u32,
    packed: Vec<Box<[u8]>>,
    stories: Vec<u64>,
    /// How many features each is found by.
    counts: Vec<u16>,
    by_id: ByKey<u32>,
    units: ByKey<Vec<u32>>,
    index: Index,
    told: ByKey<Arc<Told>>,
}

impl Window {
    pub fn new(window_ms: i64, capacity: usize, drop_at: usize) -> Self {
        Window {
            window_ms,
            capacity,
            drop_at,
            now: UNKNOWN_TIME,
            first_time: UNKNOWN_TIME,
            base: 1,
            oldest: 1,
            packed: Vec::new(),
            stories: Vec::new(),
            counts: Vec::new(),
            by_id: ByKey::default(),
            units: ByKey::default(),
            index: Index::new(),
            told: ByKey::default(),
        }
    }

    /// How many articles it holds.
    pub fn len(&self) -> usize {
        self.live().len()
    }

    /// The signatures of the articles it holds.
    pub fn live(&self) -> &[Box<[u8]>] {
        &self.packed[(self.oldest - self.base) as usize..]
    }

    /// Stream time as an article of that content time moves it.
    pub fn advanced(&self, published: i64) -> i64 {
        if published == UNKNOWN_TIME {
            self.now
        } else if self.now == UNKNOWN_TIME {
            published
        } else {
            self.now.max(published.min(self.now + LONGEST_STEP_MS))
        }
    }

    /// Add an article by its packed signature, evict what is too old. `features`: what it is found by.
    pub fn add(&mut self, data: Box<[u8]>, features: &[u32]) {
        let head = Head::of(&data);
        let number = self.base + self.packed.len() as u32;
        let own = story_key(head.ident(&data));
        if self.by_id.contains_key(&own) || head.sentences > 0 {
            self.note_units(head.story, own, number, head.sentences > 0);
        }
        self.packed.push(data);
        self.stories.push(head.story);
        self.counts.push(features.len() as u16);
        self.by_id.insert(own, number);
        if head.stream_time != UNKNOWN_TIME {
            if self.now == UNKNOWN_TIME {
                self.first_time = head.stream_time;
            }
            self.now = self.now.max(head.stream_time);
        }
        self.index.add(features, number);
        self.evict(number);
    }

    /// List the articles of a story that say something, once there is more than its founder. An article that comes back in another story
    /// leaves the one it has founded.
    fn note_units(&mut self, story: u64, own: u64, number: u32, says: bool) {
        self.told.remove(&story);
        self.told.remove(&own);
        let founder = self.founder(story);
        if !self.units.contains_key(&story) && founder.is_none() && (own == story || !says) {
            return;
        }
        let units = self.units.entry(story).or_insert_with(|| founder.into_iter().collect());
        if says {
            units.push(number);
        }
    }

    /// The newest article with the id that founded a story, None where it has left the window or come back in another story.
    fn founder(&self, story: u64) -> Option<u32> {
        let number = self.by_id.get(&story).copied()?;
        (self.stories[(number - self.base) as usize] == story).then_some(number)
    }

    fn evict(&mut self, newest: u32) {
        while self.oldest < newest && (self.len() > self.capacity || self.is_expired()) {
            self.forget_oldest();
            self.oldest += 1;
        }
        let gone = (self.oldest - self.base) as usize;
        if gone >= self.drop_at {
            self.packed.drain(..gone);
            self.stories.drain(..gone);
            self.counts.drain(..gone);
            self.base = self.oldest;
        }
    }

    /// Whether the oldest article's time is over. Those that came before any dated one go with the first dated one.
    fn is_expired(&self) -> bool {
        let came = Head::of(&self.live()[0]).stream_time;
        let came = if came == UNKNOWN_TIME { self.first_time } else { came };
        self.now != UNKNOWN_TIME && came < self.now.saturating_sub(self.window_ms)
    }

    fn forget_oldest(&mut self) {
        let place = (self.oldest - self.base) as usize;
        let data = std::mem::take(&mut self.packed[place]);
        let own = story_key(Head::of(&data).ident(&data));
        if self.by_id.get(&own) == Some(&self.oldest) {
            self.by_id.remove(&own);
        }
        self.index.forget(usize::from(self.counts[place]));
        let story = self.stories[place];
        if let Some(units) = self.units.get_mut(&story) {
            if units.first() == Some(&self.oldest) {
                units.remove(0);
            }
            if units.is_empty() {
                self.units.remove(&story);
            }
        }
        self.told.remove(&story);
    }

    /// The number of the newest article with that key, 0 where it is not in the window.
    pub fn number_of(&self, own: u64) -> u32 {
        self.by_id.get(&own).copied().unwrap_or(0)
    }

    /// The packed signature of an article in the window.
    pub fn signature(&self, number: u32) -> Option<&[u8]> {
        number.checked_sub(self.base).and_then(|place| self.packed.get(place as usize)).map(|data| &data[..])
    }

    /// Add the stories of the articles that have a feature.
    pub fn find(&self, feature: u32, row: u32, found: &mut Vec<(u64, u32)>) {
        for number in self.index.find(feature).filter(|&number| number >= self.oldest) {
            if let Some(&story) = self.stories.get((number - self.base) as usize) {
                found.push((story, row));
            }
        }
    }

    /// The articles of a story that are compared with: the first ones and the newest.
    fn units_of(&self, story: u64) -> Vec<u32> {
        match self.units.get(&story) {
            Some(units) if units.len() > MOST_UNITS => {
                let newest = &units[units.len() - MOST_UNITS / 2..];
                [&units[..MOST_UNITS / 2], newest].concat()
            }
            Some(units) => units.clone(),
            None => self.founder(story).into_iter().collect(),
        }
    }

    /// What a story has said, laid out for comparison: nothing where all of it has left the window.
    pub fn told(&mut self, story: u64) -> Arc<Told> {
        if let Some(told) = self.told.get(&story) {
            return Arc::clone(told);
        }
        let mut said = Sayings::new();
        let (mut bringers, mut times) = (Vec::new(), Vec::new());
        let mut newest = UNKNOWN_TIME;
        for number in self.units_of(story) {
            let data = self.signature(number).unwrap_or(&[]);
            packed::unpack(data, &mut said);
            bringers.resize(said.len(), u64::from(number));
            let published = Head::of(data).published;
            times.resize(said.len(), published);
            newest = newest.max(published);
        }
        let newest = Some(newest).filter(|&time| time != UNKNOWN_TIME);
        let told = Arc::new(Told::new(said, bringers, newest).timed(times));
        if self.told.len() >= CACHED_STORIES {
            self.told.clear();
        }
        self.told.insert(story, Arc::clone(&told));
        told
    }

    /// The article that last brought one of these sentences first to a story, where the story has said all of them.
    pub fn bringer_of_all(&self, story: u64, keys: &[u64]) -> Option<u32> {
        let units = self.units_of(story);
        let mut newest = 0;
        for &key in keys {
            let says = |&&number: &&u32| self.signature(number).map_or(false, |data| packed::says(data, key));
            newest = newest.max(*units.iter().find(says)?);
        }
        Some(newest)
    }

    /// The different terms of what a story has said that tell of the event, sorted.
    pub fn anchors(&self, story: u64) -> Vec<i32> {
        if let Some(told) = self.told.get(&story) {
            return search::anchors(&told.vocabulary);
        }
        let mut found = Vec::new();
        for number in self.units_of(story) {
            packed::anchors(self.signature(number).unwrap_or(&[]), &mut found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
