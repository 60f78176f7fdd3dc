//! Values made when first asked for (`lazy.py`).

use std::cell::Cell;

/// A value that may not be made yet.
pub struct Lazy<T: Copy>(Cell<Option<T>>);

impl<T: Copy> Lazy<T> {
    pub fn new() -> Self {
        Lazy(Cell::new(None))
    }

    /// The value; `make` makes it the first time.
    pub fn get(&self, make: impl FnOnce() -> T) -> T {
        self.0.get().unwrap_or_else(|| {
            let value = make();
            self.0.set(Some(value));
            value
        })
    }
}
