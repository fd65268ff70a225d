//! What every release of OpenClaw accepts: config schemas and facts, all releases in one table.
//!
//! The table is made by the build script from `releases/*.json` (one base, one delta per release)
//! and read in place: nothing is unpacked, so choosing a release costs next to nothing.

mod facts;
pub mod history;
mod keywords;
mod lists;
mod place;
mod release;
mod schema;
mod table;

pub use facts::{ExternalPlugin, ProviderHome, ReleaseFacts};
pub use history::Interval;
pub use keywords::{Additional, Keywords, Type, Types};
pub use lists::{Nodes, Properties, PropertiesIter, Scalar, Scalars, Strings};
pub use place::{Place, Standing};
pub use release::Release;
pub use schema::{Channel, Node, Plugin, Schema};
