"""HiGHS in a child process: hand-over, options, progress, interrupt."""
