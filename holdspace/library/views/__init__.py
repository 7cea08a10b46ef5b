"""The pages of the library: what the clinic knows, and what it made of it."""
