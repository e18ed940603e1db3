"""Answers graded and added up under a teacher's policy."""
