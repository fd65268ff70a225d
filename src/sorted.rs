//! Sorting with one copy of its machinery, whatever is sorted.
//!
//! The standard library's sorts are compiled again for each type and each order, 5 to 7 KB of wasm
//! each time. Here one merge sort of numbers does it, and only comparing and swapping are compiled
//! for each type. Stable; time n log n; text that is sorted already costs one pass.

use std::cmp::Ordering;

/// Sorts by `compare`; equals keep their order.
pub(crate) fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let before = |a: u32, b: u32| match (items.get(a as usize), items.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b) == Ordering::Less,
        _ => false,
    };
    let Some(mut places) = places(items.len(), &before) else {
        return;
    };
    for at in 0..items.len() {
        // Each swap brings one item to its place for good.
        while let Some(place) = places
            .get(at)
            .copied()
            .filter(|place| *place as usize != at)
        {
            items.swap(at, place as usize);
            places.swap(at, place as usize);
        }
    }
}

/// Sorts by what `key` says of each; equals keep their order.
pub(crate) fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by the order of the items themselves.
pub(crate) fn plainly<T: Ord>(items: &mut [T]) {
    by(items, T::cmp);
}

/// The numbers from 0 to `count` in the order of `before`; equals keep their order.
pub(crate) fn order(count: usize, before: &dyn Fn(u32, u32) -> bool) -> Vec<u32> {
    // Four billion things do not fit into the memory of wasm.
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let mut order: Vec<u32> = (0..count).collect();
    if (1..count).all(|at| !before(at, at - 1)) {
        return order;
    }
    let mut merged: Vec<u32> = Vec::with_capacity(order.len());
    let mut width = 1;
    while width < order.len() {
        merged.clear();
        for pair in order.chunks(width * 2) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let ([a, after_a @ ..], [b, after_b @ ..]) = (left, right) {
                if before(*b, *a) {
                    merged.push(*b);
                    right = after_b;
                } else {
                    merged.push(*a);
                    left = after_a;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut order, &mut merged);
        width *= 2;
    }
    order
}

/// For each of `count` numbers its place in the order of `before`; `None` where that changes nothing.
fn places(count: usize, before: &dyn Fn(u32, u32) -> bool) -> Option<Vec<u32>> {
    let order = order(count, before);
    let mut places = vec![0; order.len()];
    let mut moved = false;
    for (place, number) in (0_u32..).zip(&order) {
        moved |= place != *number;
        if let Some(slot) = places.get_mut(*number as usize) {
            *slot = place;
        }
    }
    moved.then_some(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_the_standard_library_does_and_keeps_equals_in_order() {
        let mut seed = 1_u32;
        for count in 0..200 {
            let mut items: Vec<(u32, u32)> = (0..count)
                .map(|at| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 27, at)
                })
                .collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            by_key(&mut items, |(key, _)| *key);
            assert_eq!(items, expected, "{count} items");
            by_key(&mut items, |(_, at)| std::cmp::Reverse(*at));
            expected.sort_by_key(|(_, at)| std::cmp::Reverse(*at));
            assert_eq!(items, expected, "{count} items backwards");
            plainly(&mut items);
            expected.sort();
            assert_eq!(items, expected);
        }
    }
}
