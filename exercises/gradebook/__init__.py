"""The teacher's side: hand-ins read, graded by the same function as the cards, marked, counted and reported."""
