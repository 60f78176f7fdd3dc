//! From a feature of a text to the articles that had it: a table of fixed-size rings (`index.py`).

pub const WAYS: usize = 8;
const FIRST_BUCKETS: usize = 1 << 10;
const FULLEST: f64 = 0.75;

/// Features and the numbers of the articles that brought them, which start at 1 and rise.
pub struct Index {
    /// Buckets of eight features and, behind them, their articles' numbers: a look-up reads one place in memory.
    table: Vec<u32>,
    /// Entries of articles that are in the window.
    live: i64,
}

impl Index {
    pub fn new() -> Self {
        Index { table: vec![0; 2 * WAYS * FIRST_BUCKETS], live: 0 }
    }

    fn buckets(&self) -> usize {
        self.table.len() / (2 * WAYS)
    }

    /// Where the bucket of a feature starts.
    fn place(&self, feature: u32) -> usize {
        (feature as usize & (self.buckets() - 1)) * 2 * WAYS
    }

    /// The numbers of the articles that had a feature.
    pub fn find(&self, feature: u32) -> impl Iterator<Item = u32> + '_ {
        let at = self.place(feature);
        let (features, numbers) = self.table[at..at + 2 * WAYS].split_at(WAYS);
        features.iter().zip(numbers).filter(move |(&of, _)| of == feature).map(|(_, &number)| number)
    }

    /// Remember that an article has features, each once. In a full bucket they replace the oldest entries.
    pub fn add(&mut self, features: &[u32], number: u32) {
        self.live += features.len() as i64;
        if self.live as f64 > FULLEST * (WAYS * self.buckets()) as f64 {
            self.double();
        }
        let oldest = |&feature: &u32| {
            let numbers = &self.table[self.place(feature) + WAYS..self.place(feature) + 2 * WAYS];
            (0..WAYS).min_by_key(|&way| numbers[way]).unwrap_or(0)
        };
        let ways: Vec<usize> = features.iter().map(oldest).collect();
        for (&feature, way) in features.iter().zip(ways) {
            let at = self.place(feature) + way;
            self.table[at] = feature;
            self.table[at + WAYS] = number;
        }
    }

    /// Say that so many features belong to articles that have left the window; their slots are reused first.
    pub fn forget(&mut self, count: usize) {
        self.live -= count as i64;
    }

    /// Give every bucket a twin and each of its entries to the one that its feature's next bit names.
    fn double(&mut self) {
        let size = self.buckets();
        let half = self.table.len();
        let mut table = vec![0; 2 * half];
        for (bucket, entries) in self.table.chunks_exact(2 * WAYS).enumerate() {
            for way in 0..WAYS {
                let upper = entries[way] as usize & size != 0;
                let at = 2 * WAYS * bucket + way;
                table[at] = entries[way];
                table[half + at] = entries[way];
                let own = if upper { half + at } else { at };
                table[own + WAYS] = entries[way + WAYS];
            }
        }
        self.table = table;
    }
}
