"""A teacher's own article becomes a lesson: read, annotated in draft, and asked about from templates."""
