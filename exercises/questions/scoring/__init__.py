"""The measures by which answers earn their share of the points."""
