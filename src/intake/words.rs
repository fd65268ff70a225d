//! Whether a text holds one of many words: one pass, whatever their number.

/// Words made ready for searching.
pub(crate) struct Words {
    // One bit for each pair of first bytes.
    pairs: Vec<u64>,
    // Invariant: sorted by the first two bytes.
    words: Vec<&'static str>,
}

impl Words {
    /// Prepares `words`; each has at least two bytes, shorter ones are left out.
    pub(crate) fn new(words: &[&'static str]) -> Words {
        let mut pairs = vec![0; 1024];
        let mut kept: Vec<&'static str> = Vec::with_capacity(words.len());
        for word in words {
            let Some(pair) = pair(word.as_bytes(), 0) else {
                continue;
            };
            if let Some(bits) = pairs.get_mut(usize::from(pair >> 6)) {
                *bits |= 1_u64 << (pair & 63);
            }
            kept.push(word);
        }
        crate::sorted::by_key(&mut kept, |word| pair(word.as_bytes(), 0));
        Words { pairs, words: kept }
    }

    /// Whether `text` holds one of the words.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let mut last = match bytes.first() {
            Some(byte) => u16::from(*byte),
            None => return false,
        };
        for (at, byte) in bytes.iter().enumerate().skip(1) {
            let here = last << 8 | u16::from(*byte);
            last = u16::from(*byte);
            let bits = self.pairs.get(usize::from(here >> 6)).copied().unwrap_or(0);
            if bits & (1_u64 << (here & 63)) == 0 {
                continue;
            }
            let rest = bytes.get(at - 1..).unwrap_or(&[]);
            let from = self
                .words
                .partition_point(|word| pair(word.as_bytes(), 0) < Some(here));
            let found = self
                .words
                .iter()
                .skip(from)
                .take_while(|word| pair(word.as_bytes(), 0) == Some(here))
                .any(|word| rest.starts_with(word.as_bytes()));
            if found {
                return true;
            }
        }
        false
    }
}

fn pair(bytes: &[u8], at: usize) -> Option<u16> {
    let (first, second) = (bytes.get(at)?, bytes.get(at + 1)?);
    Some(u16::from(*first) << 8 | u16::from(*second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_wherever_it_stands() {
        let words = Words::new(&["ab", "abc", "zz top", "é"]);
        for text in ["ab", "xabc", "é", "a zz top b", "zzz top"] {
            assert!(words.is_in(text), "{text}");
        }
        for text in ["", "a", "ba", "zz to", "zztop"] {
            assert!(!words.is_in(text), "{text}");
        }
    }
}
