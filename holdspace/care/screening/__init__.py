"""Is ketamine safe for this person? Every rule is asked, and clinicians decide on what it finds."""
