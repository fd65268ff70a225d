//! Encodes the merged records: varints, strings apart, lengths apart from contents.
//!
//! Layout of the table, everything a varint (7 bits a byte, lowest first, high bit = more) unless said:
//! number of strings, their byte lengths; number of records, their byte lengths; root record;
//! number of releases, per release its strings; then the records one behind the other.
//! `src/catalogue/table.rs` reads it; both sides must agree.

use super::Output;
use super::fold::File;
use super::intern::{Additional, Interner, Required, Scalar, Text};
use super::merge::{Plain, Record, RecordId, Slot};
use serde_json::Value;
use std::collections::HashMap;

/// Bits of a plain record's head.
#[path = "../bit.rs"]
pub mod bit;

/// Encodes everything.
pub fn write(
    files: &[File],
    interner: &Interner,
    records: &[Record],
    root: RecordId,
) -> Result<Output, String> {
    let mut writer = Writer::new(interner, records, files.len() as u8);
    let order = writer.order(root);
    for (number, id) in order.iter().enumerate() {
        writer.numbers.insert(*id, number as u32);
    }
    let mut lengths = Vec::new();
    let mut contents = Vec::new();
    for id in &order {
        let record = writer.record(&records[*id as usize]);
        varint(&mut lengths, record.len() as u64);
        contents.extend(record);
    }
    let mut releases = Vec::new();
    for file in files {
        for field in ["release", "built", "commit"] {
            let text = file
                .json
                .get(field)
                .and_then(Value::as_str)
                .unwrap_or_default();
            let text = writer.string(text);
            varint(&mut releases, text);
        }
    }
    let mut table = Vec::new();
    varint(&mut table, writer.strings.len() as u64);
    for text in &writer.strings {
        varint(&mut table, text.len() as u64);
    }
    varint(&mut table, order.len() as u64);
    table.extend(lengths);
    varint(&mut table, u64::from(writer.numbers[&root]));
    varint(&mut table, files.len() as u64);
    table.extend(releases);
    table.extend(contents);
    Ok(Output {
        table,
        strings: writer.strings.concat(),
    })
}

struct Writer<'i> {
    interner: &'i Interner,
    records: &'i [Record],
    end: u8,
    numbers: HashMap<RecordId, u32>,
    strings: Vec<String>,
    by_string: HashMap<String, u64>,
}

impl<'i> Writer<'i> {
    fn new(interner: &'i Interner, records: &'i [Record], end: u8) -> Writer<'i> {
        Writer {
            interner,
            records,
            end,
            numbers: HashMap::new(),
            strings: Vec::new(),
            by_string: HashMap::new(),
        }
    }

    /// Often used records first (short numbers), the others in the order of a walk from the root.
    fn order(&self, root: RecordId) -> Vec<RecordId> {
        let mut uses: HashMap<RecordId, u32> = HashMap::new();
        let mut walk = Vec::new();
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            let count = uses.entry(id).or_insert(0);
            *count += 1;
            if *count == 1 {
                walk.push(id);
                let mut children = children(&self.records[id as usize]);
                children.reverse();
                open.extend(children);
            }
        }
        let mut often: Vec<RecordId> = walk.iter().copied().filter(|id| uses[id] >= 8).collect();
        often.sort_by_key(|id| std::cmp::Reverse(uses[id]));
        often.truncate(128);
        let mut order = often.clone();
        order.extend(walk.into_iter().filter(|id| !often.contains(id)));
        order
    }

    fn text(&mut self, text: Text) -> u64 {
        let interner = self.interner;
        self.string(&interner.strings[text as usize])
    }

    fn string(&mut self, text: &str) -> u64 {
        if let Some(known) = self.by_string.get(text) {
            return *known;
        }
        let number = self.strings.len() as u64;
        self.strings.push(text.to_string());
        self.by_string.insert(text.to_string(), number);
        number
    }

    fn record(&mut self, record: &Record) -> Vec<u8> {
        let mut out = Vec::new();
        match record {
            Record::Switch(windows) => {
                varint(&mut out, 1 << bit::SWITCH);
                let mut since = 0;
                for (until, id) in windows {
                    varint(&mut out, u64::from(until - since));
                    varint(&mut out, self.number(*id));
                    since = *until;
                }
            }
            Record::Plain(plain) => self.plain(&mut out, plain),
        }
        out
    }

    fn number(&self, id: RecordId) -> u64 {
        u64::from(self.numbers[&id])
    }

    fn plain(&mut self, out: &mut Vec<u8>, plain: &Plain) {
        let frame = &plain.frame;
        let mut head = 0u64;
        let mut set = |bit: u32, on: bool| head |= u64::from(on) << bit;
        set(bit::TYPES, !frame.types.is_empty());
        set(bit::PROPERTIES, plain.slots.is_some());
        set(
            bit::ADDITIONAL_FORBIDDEN,
            plain.additional == Additional::Forbidden,
        );
        set(bit::ADDITIONAL_ANY, plain.additional == Additional::Any);
        set(
            bit::ADDITIONAL_OF,
            matches!(plain.additional, Additional::Of(_)),
        );
        set(bit::CONSTANT, frame.constant.is_some());
        for (index, list) in (0..).zip(&plain.lists) {
            set(bit::LISTS + index, list.is_some());
        }
        set(bit::CHOICES, frame.choices.is_some());
        for (index, single) in (0..).zip(&plain.singles) {
            set(bit::SINGLES + index, single.is_some());
        }
        for (index, number) in (0..).zip(&frame.numbers) {
            set(bit::NUMBERS + index, number.is_some());
        }
        set(bit::PATTERN, frame.pattern.is_some());
        set(bit::FORMAT, frame.format.is_some());
        set(bit::DEFAULT, frame.default.is_some());
        set(bit::REQUIRED_LISTED, frame.required != Required::Marked);
        set(bit::UNIQUE_ITEMS, frame.unique_items);
        set(bit::SENSITIVE, frame.sensitive);
        set(
            bit::ADDITIONAL_ITEMS_FORBIDDEN,
            frame.additional_items_forbidden,
        );
        varint(out, head);
        if !frame.types.is_empty() {
            let mut packed = 0u64;
            for kind in frame.types.iter().rev() {
                packed = packed << 3 | u64::from(kind + 1);
            }
            varint(out, packed);
        }
        if let Additional::Of(id) = plain.additional {
            varint(out, self.number(id));
        }
        if let Some(constant) = frame.constant {
            self.scalar(out, constant);
        }
        for list in plain.lists.iter().flatten() {
            varint(out, list.len() as u64);
            for id in list {
                varint(out, self.number(*id));
            }
        }
        if let Some(choices) = &frame.choices {
            varint(out, choices.len() as u64);
            for choice in choices {
                self.scalar(out, *choice);
            }
        }
        for single in plain.singles.iter().flatten() {
            varint(out, self.number(*single));
        }
        for number in frame.numbers.iter().flatten() {
            self.number_keyword(out, *number);
        }
        for text in [frame.pattern, frame.format, frame.default]
            .into_iter()
            .flatten()
        {
            let text = self.text(text);
            varint(out, text);
        }
        if let Required::Listed(list) = &frame.required {
            varint(out, list.len() as u64);
            for key in list {
                let key = self.text(*key);
                varint(out, key);
            }
        }
        if let Some(slots) = &plain.slots {
            varint(out, slots.len() as u64);
            for slot in slots {
                self.slot(out, slot);
            }
        }
    }

    fn slot(&mut self, out: &mut Vec<u8>, slot: &Slot) {
        let always = slot.since == 0 && slot.until == self.end;
        let key = self.text(slot.key);
        varint(
            out,
            key << 2 | u64::from(slot.required) << 1 | u64::from(!always),
        );
        if !always {
            out.push(slot.since);
            out.push(slot.until);
        }
        varint(out, self.number(slot.node));
    }

    /// An even number is twice an integer's zigzag; an odd one is a string that holds the number.
    fn number_keyword(&mut self, out: &mut Vec<u8>, number: Text) {
        let interner = self.interner;
        let value = match interner.strings[number as usize].parse::<i64>() {
            Ok(integer) => ((integer << 1) ^ (integer >> 63)) as u64 * 2,
            Err(_) => self.text(number) * 2 + 1,
        };
        varint(out, value);
    }

    fn scalar(&mut self, out: &mut Vec<u8>, scalar: Scalar) {
        match scalar {
            Scalar::Null => out.push(0),
            Scalar::Bool(value) => out.push(1 + u8::from(value)),
            Scalar::Number(number) => {
                out.push(3);
                self.number_keyword(out, number);
            }
            Scalar::String(text) => {
                let text = self.text(text);
                varint(out, text + 4);
            }
        }
    }
}

fn children(record: &Record) -> Vec<RecordId> {
    match record {
        Record::Switch(windows) => windows.iter().map(|(_, id)| *id).collect(),
        Record::Plain(plain) => {
            let mut all = Vec::new();
            if let Additional::Of(id) = plain.additional {
                all.push(id);
            }
            all.extend(plain.lists.iter().flatten().flatten());
            all.extend(plain.singles.iter().flatten());
            all.extend(plain.slots.iter().flatten().map(|slot| slot.node));
            all
        }
    }
}

fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
