"""Lessons as data: a folder each, with an article, its marks and its questions."""
