"""Counts over a class, merged chunk by chunk."""
