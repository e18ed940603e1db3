"""The base of all other packages: error messages, durable files, CSV."""
