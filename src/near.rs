//! The name that was probably meant: optimal string alignment, bounded, for short names.

/// The candidate nearest to `written`, if it is near enough to be meant: one slip in a short name,
/// two in one of six characters or more, a third of the name at most. Of equals the first.
pub fn nearest<S: AsRef<str>>(written: &str, candidates: impl IntoIterator<Item = S>) -> Option<S> {
    nearest_of(written, candidates, |_| true)
}

/// The same among those that `may_be`, which is asked only of what is near enough.
pub fn nearest_of<S: AsRef<str>>(
    written: &str,
    candidates: impl IntoIterator<Item = S>,
    may_be: impl Fn(&S) -> bool,
) -> Option<S> {
    let allowed = match written.chars().count() {
        0..=2 => return None,
        3..=5 => 1,
        6..=11 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, S)> = None;
    for candidate in candidates {
        let distance = distance(written, candidate.as_ref(), allowed);
        if distance <= allowed
            && best.as_ref().is_none_or(|(least, _)| distance < *least)
            && may_be(&candidate)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Slips between two names: a letter more, less, other, or two swapped; case counts nothing.
/// More than `bound` is given as `bound + 1`.
fn distance(a: &str, b: &str, bound: usize) -> usize {
    let lower = |text: &str| -> Vec<char> {
        text.chars()
            .flat_map(char::to_lowercase)
            .take(100)
            .collect()
    };
    // A letter takes one to four bytes.
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    if a.is_ascii() && b.is_ascii() && longer - shorter > bound {
        return bound + 1;
    }
    let (a, b) = (lower(a), lower(b));
    if a.len().abs_diff(b.len()) > bound {
        return bound + 1;
    }
    let width = b.len() + 1;
    let mut table = vec![0; (a.len() + 1) * width];
    for (at, cell) in table.iter_mut().take(width).enumerate() {
        *cell = at;
    }
    let cell = |table: &[usize], row: usize, column: usize| {
        table.get(row * width + column).copied().unwrap_or(0)
    };
    for row in 1..=a.len() {
        for column in 0..=b.len() {
            let value = if column == 0 {
                row
            } else {
                let same = a.get(row - 1) == b.get(column - 1);
                let mut least = (cell(&table, row - 1, column) + 1)
                    .min(cell(&table, row, column - 1) + 1)
                    .min(cell(&table, row - 1, column - 1) + usize::from(!same));
                let swapped = row > 1
                    && column > 1
                    && a.get(row - 1) == b.get(column - 2)
                    && a.get(row - 2) == b.get(column - 1);
                if swapped {
                    least = least.min(cell(&table, row - 2, column - 2) + 1);
                }
                least
            };
            if let Some(slot) = table.get_mut(row * width + column) {
                *slot = value;
            }
        }
    }
    cell(&table, a.len(), b.len())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_understood_and_another_word_is_not() {
        let keys = ["model", "models", "mode", "primary"];
        assert_eq!(nearest("modell", keys), Some("model"));
        assert_eq!(nearest("priamry", keys), Some("primary"));
        assert_eq!(nearest("Primary", keys), Some("primary"));
        assert_eq!(nearest("backend", keys), None);
        assert_eq!(nearest("mo", keys), None);
    }
}
