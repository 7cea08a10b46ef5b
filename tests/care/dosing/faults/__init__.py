"""Faults planted around the tablet: nothing that it said it keeps is lost, doubled or sent under another name."""
