//! Bits of a record's head in the table: one list for the build that writes it and the core that reads it.

pub const SWITCH: u32 = 0;
pub const TYPES: u32 = 1;
pub const PROPERTIES: u32 = 2;
pub const ADDITIONAL_FORBIDDEN: u32 = 3;
pub const ADDITIONAL_ANY: u32 = 4;
pub const ADDITIONAL_OF: u32 = 5;
pub const CONSTANT: u32 = 6;
pub const LISTS: u32 = 7;
pub const CHOICES: u32 = 11;
pub const SINGLES: u32 = 12;
pub const NUMBERS: u32 = 17;
pub const PATTERN: u32 = 27;
pub const FORMAT: u32 = 28;
pub const DEFAULT: u32 = 29;
pub const REQUIRED_LISTED: u32 = 30;
pub const UNIQUE_ITEMS: u32 = 31;
pub const ADDITIONAL_ITEMS_FORBIDDEN: u32 = 32;
pub const SENSITIVE: u32 = 33;
