//! Clawlens.
