"""One run over a class, and the commands that start it."""
