//! Sums in the order in which numpy adds, so that they are the same to the last bit.

/// Numbers from which numpy halves an array to add it.
const BLOCK: usize = 128;

/// The sum as `np.add.reduce` makes it of an array of float32: pairwise.
pub fn pairwise(values: &[f32]) -> f32 {
    if values.len() > BLOCK {
        let half = values.len() / 2;
        let (first, second) = values.split_at(half - half % 8);
        return pairwise(first) + pairwise(second);
    }
    let mut eights = values.chunks_exact(8);
    let start = eights.next().map_or(0.0, |first| {
        let mut sums = [0.0_f32; 8];
        sums.copy_from_slice(first);
        for eight in &mut eights {
            for (sum, value) in sums.iter_mut().zip(eight) {
                *sum += value;
            }
        }
        ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
    });
    eights.remainder().iter().fold(start, |sum, value| sum + value)
}

/// The sum of what is marked; the values are whole or halves, so that their order makes no difference.
pub fn marked(values: &[f32], marks: &[bool]) -> f64 {
    let chosen = values.iter().zip(marks).filter(|(_, &mark)| mark);
    f64::from(total(chosen.map(|(&value, _)| value)))
}

/// The sum of values one after the other, 0 of none: `Iterator::sum` makes -0 of it.
pub fn total(values: impl Iterator<Item = f32>) -> f32 {
    values.fold(0.0, |sum, value| sum + value)
}
