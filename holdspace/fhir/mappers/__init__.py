"""One file for each resource: how it becomes rows of our record, and where we differ from the standard."""
