"""Open answers marked by a teacher, in a file that only grows."""
