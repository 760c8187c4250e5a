//! Finds quotations, direct, indirect and mixed, and the words that report them.

pub mod marks;
