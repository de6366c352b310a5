//! Counts and tables; pure: no file, no clock.
