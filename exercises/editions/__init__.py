"""Other forms of the kit: for students, for a browser alone, and on paper. Each writes a folder of its own."""
