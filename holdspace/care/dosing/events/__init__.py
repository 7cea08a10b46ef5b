"""What can happen in a room, in which shape it is written down, and what the list of it amounts to."""
