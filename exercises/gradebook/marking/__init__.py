"""Teachers' marks of open answers, in a file that is only ever appended to."""
