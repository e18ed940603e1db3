"""Tables of points, worked out by hand in each row's comment, on both sides of every threshold."""
