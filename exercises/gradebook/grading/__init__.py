"""Grading answers and adding up points under a teacher's policy."""
