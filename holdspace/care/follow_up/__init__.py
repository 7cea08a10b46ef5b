"""After the dose and to the end: the call, the questionnaires, the course, and closing it."""
