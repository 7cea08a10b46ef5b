"""Pages of planning, one file for each."""
