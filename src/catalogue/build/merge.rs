//! Lays the releases over each other: one record for all versions of a node, with intervals.
//!
//! A *course* is what stands at one place over the releases: exact nodes with half-open intervals.
//! Where the place is absent its course continues with a neighbour, because whoever asks has come
//! through a property whose own interval says that it is there. Equal courses become one record.
//! Invariant: reading a record for a release gives exactly the node that the release has.

use super::intern::{Additional, Frame, Id, Interner, LISTS, Node, Property, SINGLES, Text};
use std::collections::HashMap;

/// Number of a record.
pub type RecordId = u32;

/// One interval of a course: from the end of the run before it up to `until`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Run {
    /// First release that no longer has it.
    pub until: u8,
    /// What the releases have.
    pub node: Id,
}

/// What the table holds for one course.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Record {
    /// Another record per interval; the last one has the highest `until`.
    Switch(Vec<(u8, RecordId)>),
    /// One frame for all releases.
    Plain(Box<Plain>),
}

/// Like [`Node`], with records as children and intervals on the properties.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Plain {
    /// Keywords without children.
    pub frame: Frame,
    /// `properties` of all releases.
    pub slots: Option<Vec<Slot>>,
    /// `additionalProperties`.
    pub additional: Additional<RecordId>,
    /// As in [`Node`].
    pub singles: [Option<RecordId>; SINGLES.len()],
    /// As in [`Node`].
    pub lists: [Option<Vec<RecordId>>; LISTS.len()],
}

/// A property in the releases of an interval. The active slots of a release are its properties in order.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Slot {
    /// Its key.
    pub key: Text,
    /// Whether it is required.
    pub required: bool,
    /// First release that has it here; 0 also when it is always there.
    pub since: u8,
    /// First release that no longer has it; the number of releases when it stays.
    pub until: u8,
    /// Its record.
    pub node: RecordId,
}

/// Merges courses into records.
pub struct Merger<'i> {
    /// Every record once; children stand before their parents.
    pub records: Vec<Record>,
    interner: &'i Interner,
    end: u8,
    by_course: HashMap<Vec<Run>, RecordId>,
    by_record: HashMap<Record, RecordId>,
}

impl<'i> Merger<'i> {
    /// For so many releases.
    pub fn new(interner: &'i Interner, releases: usize) -> Merger<'i> {
        Merger {
            records: Vec::new(),
            interner,
            end: u8::try_from(releases).expect("the table counts releases in one byte"),
            by_course: HashMap::new(),
            by_record: HashMap::new(),
        }
    }

    /// The record of a place that every release has; `nodes` in release order.
    pub fn merge_all(&mut self, nodes: &[Id]) -> RecordId {
        let mut course = Course::default();
        for (index, node) in nodes.iter().enumerate() {
            course.push(index as u8, index as u8 + 1, *node);
        }
        self.merge(course.closed(self.end))
    }

    fn merge(&mut self, course: Vec<Run>) -> RecordId {
        if let Some(known) = self.by_course.get(&course) {
            return *known;
        }
        let record = self.record(&course);
        let id = self.add(record);
        self.by_course.insert(course, id);
        id
    }

    fn add(&mut self, record: Record) -> RecordId {
        if let Some(known) = self.by_record.get(&record) {
            return *known;
        }
        let id = self.records.len() as RecordId;
        self.records.push(record.clone());
        self.by_record.insert(record, id);
        id
    }

    fn node(&self, id: Id) -> &'i Node {
        &self.interner.nodes[id as usize]
    }

    fn record(&mut self, course: &[Run]) -> Record {
        // The runs whose nodes can share a record, by the first of them.
        let mut groups: Vec<(&'i Node, Course)> = Vec::new();
        let mut windows: Vec<(u8, usize)> = Vec::new();
        let mut since = 0;
        for run in course {
            let node = self.node(run.node);
            let group = match groups.iter().position(|(first, _)| fits(first, node)) {
                Some(group) => group,
                None => {
                    groups.push((node, Course::default()));
                    groups.len() - 1
                }
            };
            groups[group].1.push(since, run.until, run.node);
            match windows.last_mut() {
                Some(last) if last.1 == group => last.0 = run.until,
                _ => windows.push((run.until, group)),
            }
            since = run.until;
        }
        if groups.len() == 1 {
            return Record::Plain(Box::new(self.plain(course)));
        }
        let mut ids = Vec::new();
        for (_, group) in groups {
            ids.push(self.merge(group.closed(self.end)));
        }
        Record::Switch(
            windows
                .into_iter()
                .map(|(until, group)| (until, ids[group]))
                .collect(),
        )
    }

    fn plain(&mut self, course: &[Run]) -> Plain {
        let first = self.node(course[0].node);
        let child = |this: &mut Self, of: &dyn Fn(&Node) -> Option<Id>| {
            let mut children = Course::default();
            let mut since = 0;
            for run in course {
                if let Some(id) = of(this.node(run.node)) {
                    children.push(since, run.until, id);
                }
                since = run.until;
            }
            this.merge(children.closed(this.end))
        };
        let mut plain = Plain {
            frame: first.frame.clone(),
            slots: None,
            additional: Additional::Unstated,
            singles: [None; SINGLES.len()],
            lists: [const { None }; LISTS.len()],
        };
        plain.additional = match first.additional {
            Additional::Of(_) => Additional::Of(child(self, &|node| match node.additional {
                Additional::Of(id) => Some(id),
                _ => None,
            })),
            Additional::Any => Additional::Any,
            Additional::Forbidden => Additional::Forbidden,
            Additional::Unstated => Additional::Unstated,
        };
        for index in 0..SINGLES.len() {
            if first.singles[index].is_some() {
                plain.singles[index] = Some(child(self, &|node| node.singles[index]));
            }
        }
        for index in 0..LISTS.len() {
            if let Some(list) = &first.lists[index] {
                let merged = (0..list.len())
                    .map(|at| child(self, &|node| Some(node.lists[index].as_ref()?[at])))
                    .collect();
                plain.lists[index] = Some(merged);
            }
        }
        if first.properties.is_some() {
            plain.slots = Some(self.slots(course));
        }
        plain
    }

    fn slots(&mut self, course: &[Run]) -> Vec<Slot> {
        let mut columns = Columns::default();
        let mut children: Vec<(Text, Course)> = Vec::new();
        let mut place: HashMap<Text, usize> = HashMap::new();
        let mut since = 0;
        for run in course {
            let properties = self
                .node(run.node)
                .properties
                .as_deref()
                .unwrap_or_default();
            columns.push(since, run.until, properties);
            for property in properties {
                let index = *place.entry(property.key).or_insert_with(|| {
                    children.push((property.key, Course::default()));
                    children.len() - 1
                });
                children[index].1.push(since, run.until, property.node);
            }
            since = run.until;
        }
        let mut ids: HashMap<Text, RecordId> = HashMap::new();
        for (key, course) in children {
            let id = self.merge(course.closed(self.end));
            ids.insert(key, id);
        }
        let mut slots = Vec::new();
        for column in columns.list {
            for (since, until) in column.windows {
                let node = ids[&column.key];
                slots.push(Slot {
                    key: column.key,
                    required: column.required,
                    since,
                    until,
                    node,
                });
            }
        }
        slots
    }
}

/// Whether two nodes can share a record.
fn fits(a: &Node, b: &Node) -> bool {
    let lengths = |node: &Node| {
        node.lists
            .each_ref()
            .map(|list| list.as_ref().map(Vec::len))
    };
    let additional = |node: &Node| match node.additional {
        Additional::Of(_) => Additional::Of(()),
        Additional::Any => Additional::Any,
        Additional::Forbidden => Additional::Forbidden,
        Additional::Unstated => Additional::Unstated,
    };
    a.frame == b.frame
        && a.properties.is_some() == b.properties.is_some()
        && additional(a) == additional(b)
        && a.singles.map(|child| child.is_some()) == b.singles.map(|child| child.is_some())
        && lengths(a) == lengths(b)
}

/// A course while it is gathered.
#[derive(Default)]
struct Course {
    runs: Vec<(u8, u8, Id)>,
}

impl Course {
    fn push(&mut self, since: u8, until: u8, node: Id) {
        match self.runs.last_mut() {
            Some(last) if last.2 == node => last.1 = until,
            _ => self.runs.push((since, until, node)),
        }
    }

    /// Gaps go to the run before them, the open ends to the first and the last run.
    fn closed(self, end: u8) -> Vec<Run> {
        let mut course: Vec<Run> = Vec::new();
        for (since, _, node) in self.runs {
            if let Some(last) = course.last_mut() {
                last.until = since;
            }
            course.push(Run { until: end, node });
        }
        course
    }
}

/// The keys of several versions as one list of which every version is a part, in order.
#[derive(Default)]
struct Columns {
    list: Vec<Column>,
}

struct Column {
    key: Text,
    required: bool,
    windows: Vec<(u8, u8)>,
}

impl Columns {
    fn push(&mut self, since: u8, until: u8, properties: &[Property]) {
        // Longest common part of all columns and this version.
        let (rows, cols) = (self.list.len(), properties.len());
        let same = |column: &Column, property: &Property| {
            column.key == property.key && column.required == property.required
        };
        let mut lengths = vec![0u16; (rows + 1) * (cols + 1)];
        let at = |row: usize, col: usize| row * (cols + 1) + col;
        for row in (0..rows).rev() {
            for col in (0..cols).rev() {
                lengths[at(row, col)] = if same(&self.list[row], &properties[col]) {
                    lengths[at(row + 1, col + 1)] + 1
                } else {
                    lengths[at(row + 1, col)].max(lengths[at(row, col + 1)])
                };
            }
        }
        let mut merged = Vec::new();
        let mut old = std::mem::take(&mut self.list).into_iter();
        let (mut row, mut col) = (0, 0);
        while row < rows || col < cols {
            if row < rows && col < cols && lengths[at(row, col)] > lengths[at(row + 1, col)] {
                // The column at `row` is part of the best match; new keys before it come first.
                let mut column = old.next().expect("a column per row");
                if same(&column, &properties[col]) {
                    column.extend(since, until);
                    row += 1;
                    merged.push(column);
                } else {
                    let mut rest = vec![column];
                    rest.extend(old);
                    old = rest.into_iter();
                    merged.push(Column::new(&properties[col], since, until));
                }
                col += 1;
            } else if row < rows {
                merged.push(old.next().expect("a column per row"));
                row += 1;
            } else {
                merged.push(Column::new(&properties[col], since, until));
                col += 1;
            }
        }
        self.list = merged;
    }
}

impl Column {
    fn new(property: &Property, since: u8, until: u8) -> Column {
        Column {
            key: property.key,
            required: property.required,
            windows: vec![(since, until)],
        }
    }

    fn extend(&mut self, since: u8, until: u8) {
        match self.windows.last_mut() {
            Some(last) if last.1 == since => last.1 = until,
            _ => self.windows.push((since, until)),
        }
    }
}
