"""Finding, reading and indexing hand-ins: which student, which lesson, what time."""
