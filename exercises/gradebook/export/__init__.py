"""Tables for spreadsheets and for learning platforms."""
