"""Who comes, what brings them, and what is known of their health: everything the rules and the evaluators will read."""
