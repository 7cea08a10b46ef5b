"""Explain, initial line by line, sign, and take back."""
