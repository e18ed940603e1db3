"""What the course uses language tools for: whose voice is whose, and how much room each has."""
