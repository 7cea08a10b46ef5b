"""The forms of following up."""
