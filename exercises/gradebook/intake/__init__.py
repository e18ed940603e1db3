"""Hand-ins found, read and indexed: whose file, which lesson, what time."""
