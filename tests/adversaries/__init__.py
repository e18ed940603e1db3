"""Lazy and cunning students, run over every question of every lesson: what can be earned without reading."""
