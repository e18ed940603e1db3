"""A lesson folder: read, checked, archived, and shown to a teacher."""
