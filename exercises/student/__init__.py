"""The student's side: the lesson object in a notebook, and the journal of answers."""
