"""The article and what can be observed of it: annotations, figures, voices, wording, statistics."""
