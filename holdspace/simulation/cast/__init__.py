"""The people of the demo. None of them ever lived; any likeness is chance."""
