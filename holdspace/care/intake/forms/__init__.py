"""The forms of intake: what is asked, in which control, and what cannot be true."""
