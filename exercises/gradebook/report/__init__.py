"""The class report and the pages of feedback."""
