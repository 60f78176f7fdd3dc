//! Memory that Python owns.

use std::slice;

/// A slice of what Python gives; nothing where the pointer is null.
pub unsafe fn slice_of<'a, T>(start: *const T, count: usize) -> &'a [T] {
    if start.is_null() || count == 0 {
        &[]
    } else {
        slice::from_raw_parts(start, count)
    }
}
