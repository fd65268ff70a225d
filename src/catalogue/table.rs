//! Reads the table that the build step wrote (`build/write.rs` says how it is laid out).
//!
//! Only numbers are read ahead (where strings and records lie); records are read where they stand.
//! A position outside the table reads as zero, so nothing here can panic.

use super::Release;
use std::sync::OnceLock;

static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin"));
static STRINGS: &str = include_str!(concat!(env!("OUT_DIR"), "/catalogue.txt"));

/// Bits of a record's head.
#[path = "bit.rs"]
pub mod bit;

/// Where things lie.
struct Index {
    strings: Vec<u32>,
    records: Vec<u32>,
    root: u32,
    releases: Vec<[u32; 3]>,
    // Of each release, [`packed`]; sorted, as releases stand in number order.
    numbers: Vec<u64>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut cursor = Cursor::at(0);
        let strings = cursor.starts();
        let mut records = cursor.starts();
        let root = cursor.small();
        let mut releases = Vec::new();
        for _ in 0..cursor.small() {
            releases.push([cursor.small(), cursor.small(), cursor.small()]);
        }
        for start in &mut records {
            *start += cursor.position;
        }
        let name = |fields: &[u32; 3]| {
            let (start, end) = (fields[0] as usize, fields[0] as usize + 1);
            let range = strings.get(start).zip(strings.get(end));
            range
                .and_then(|(start, end)| STRINGS.get(*start as usize..*end as usize))
                .unwrap_or_default()
        };
        let numbers = releases.iter().map(|fields| packed(name(fields))).collect();
        Index {
            strings,
            records,
            root,
            releases,
            numbers,
        }
    })
}

/// How many releases the table holds.
pub fn releases() -> u8 {
    u8::try_from(index().releases.len()).unwrap_or(u8::MAX)
}

/// The release of this name, if there is one.
pub fn release_named(name: &str) -> Option<u8> {
    let index = index();
    let at = index.numbers.binary_search(&packed(name)).ok()?;
    let fields = index.releases.get(at)?;
    is(*fields.first()?, name).then_some(at as u8)
}

/// The last release whose number is at most `number`, or below it where `below`; and whether it is
/// that number itself. `number` holds year, month, third and fourth number in 16 bits each.
pub fn release_up_to(number: u64, below: bool) -> Option<(u8, bool)> {
    let numbers = &index().numbers;
    let count = match below {
        true => numbers.partition_point(|known| *known < number),
        false => numbers.partition_point(|known| *known <= number),
    };
    let at = count.checked_sub(1)?;
    Some((at as u8, !below && numbers.get(at) == Some(&number)))
}

/// The up to four numbers of a release's name as one, in the order of the names.
fn packed(name: &str) -> u64 {
    let mut packed = 0_u64;
    let mut number = 0_u64;
    let mut parts = 1;
    for byte in name.bytes() {
        if byte.is_ascii_digit() {
            number = (number * 10 + u64::from(byte - b'0')) & 0xffff;
        } else {
            packed = packed << 16 | number;
            number = 0;
            parts += 1;
        }
    }
    (packed << 16 | number) << (16 * (4_u32.saturating_sub(parts)).min(3))
}

/// A field of a release: 0 its version, 1 when it was built, 2 its commit.
pub fn release_field(release: usize, field: usize) -> &'static str {
    let fields = index().releases.get(release);
    fields
        .and_then(|fields| fields.get(field))
        .map_or("", |number| string(*number))
}

/// The record that holds the documents of all releases.
pub fn root() -> u32 {
    index().root
}

/// A string by its number.
pub fn string(number: u32) -> &'static str {
    let ends = &index().strings;
    let number = number as usize;
    match (ends.get(number), ends.get(number + 1)) {
        (Some(start), Some(end)) => STRINGS
            .get(*start as usize..*end as usize)
            .unwrap_or_default(),
        _ => "",
    }
}

/// Whether a string is this text; looks at the length first.
pub fn is(number: u32, text: &str) -> bool {
    let starts = &index().strings;
    let number = number as usize;
    match (starts.get(number), starts.get(number + 1)) {
        (Some(start), Some(end)) if (*end - *start) as usize == text.len() => {
            let bytes = STRINGS.as_bytes().get(*start as usize..*end as usize);
            bytes == Some(text.as_bytes())
        }
        _ => false,
    }
}

/// The plain record that stands for this one in a release.
pub fn resolve(mut record: u32, release: Release) -> u32 {
    // Switches nest no deeper than nodes do; the bound only keeps a broken table from looping.
    for _ in 0..64 {
        let mut cursor = Cursor::record(record);
        if cursor.varint() != 1 << bit::SWITCH {
            break;
        }
        let mut until = 0;
        let end = Cursor::record(record + 1).position;
        while cursor.position < end {
            until += cursor.small();
            record = cursor.small();
            if release.index() < until as usize {
                break;
            }
        }
    }
    record
}

/// A place in the table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cursor {
    position: u32,
}

impl Cursor {
    fn at(position: u32) -> Cursor {
        Cursor { position }
    }

    /// The start of a record.
    pub fn record(number: u32) -> Cursor {
        Cursor::at(
            index()
                .records
                .get(number as usize)
                .copied()
                .unwrap_or(u32::MAX),
        )
    }

    /// One byte.
    pub fn byte(&mut self) -> u8 {
        let byte = TABLE.get(self.position as usize).copied().unwrap_or(0);
        self.position = self.position.saturating_add(1);
        byte
    }

    /// One number.
    pub fn varint(&mut self) -> u64 {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        value
    }

    /// One number that fits 32 bits.
    pub fn small(&mut self) -> u32 {
        self.varint() as u32
    }

    /// Goes over so many numbers.
    pub fn skip(&mut self, numbers: u32) {
        for _ in 0..numbers {
            self.varint();
        }
    }

    /// One property: key, whether it is required, since, until (255 = open), record.
    pub fn slot(&mut self) -> (u32, bool, u8, u8, u32) {
        let head = self.small();
        let (since, until) = if head & 1 == 1 {
            (self.byte(), self.byte())
        } else {
            (0, u8::MAX)
        };
        (head >> 2, head & 2 == 2, since, until, self.small())
    }

    /// The value of a number keyword.
    pub fn number(&mut self) -> f64 {
        let value = self.varint();
        if value & 1 == 1 {
            return string((value >> 1) as u32).parse().unwrap_or(f64::NAN);
        }
        let zigzag = value >> 1;
        (((zigzag >> 1) as i64) ^ -((zigzag & 1) as i64)) as f64
    }

    /// A count and so many lengths, as starts; one more start than there are things.
    fn starts(&mut self) -> Vec<u32> {
        let count = self.small();
        let mut starts = vec![0];
        let mut sum = 0;
        for _ in 0..count {
            sum += self.small();
            starts.push(sum);
        }
        starts
    }
}
