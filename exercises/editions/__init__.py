"""Other forms of the kit: for students, for the browser, and on paper. Each is written into its own folder."""
