"""Insight into action, after a dose: the session, what the patient takes from it, and the small things that follow."""
