//! A machine and a console in memory, for tests: files in a tree, a clock that only sleeping moves, no programs.
