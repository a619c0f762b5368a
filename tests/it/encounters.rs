//! encounters
