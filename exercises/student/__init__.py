"""The student's side: the lesson that a notebook holds, and the journal of answers."""
