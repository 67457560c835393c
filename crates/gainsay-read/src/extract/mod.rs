//! Bytes → article: regions, metadata, dates.
