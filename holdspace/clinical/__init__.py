"""The clinic's knowledge: pure Python, readable by a clinician, every number with its source."""
