//! gatherings
