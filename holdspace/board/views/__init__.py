"""One file for each wide view."""
