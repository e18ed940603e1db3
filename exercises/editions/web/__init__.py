"""The browser edition: the kit as a static site."""
