//! Clawlens: what is wrong with an OpenClaw set-up, from what its user can paste.
//!
//! `ARCHITECTURE.md` has the map and the invariants. From the bottom to the top; a module uses only
//! what stands before it: `span`, `version`, `sorted` → `json5`, `lang` → `catalogue` → `validate` → `secrets`
//! → `intake` → `signals`, `cli` → `finding` → `edit` → `facts` → `setup` → `rules` → `plan` → `report` →
//! `render` → `wasm` and the command line.

pub mod catalogue;
pub mod cli;
pub mod context;
pub mod diagnose;
pub mod edit;
pub mod explore;
pub mod facts;
pub mod finding;
pub mod intake;
pub mod json5;
pub mod lang;
pub mod migrate;
mod near;
pub mod render;
pub mod report;
pub mod rules;
pub mod secrets;
pub mod setup;
pub mod signals;
mod sorted;
pub mod span;
pub mod upgrade;
pub mod validate;
pub mod version;
pub mod wasm;
