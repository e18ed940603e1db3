"""Made-up classes, to try the teacher's side with."""
