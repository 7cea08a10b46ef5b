"""The pages of a dosing session."""
