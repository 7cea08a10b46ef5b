"""What can be decided about knowledge: set a number, adopt a protocol, install wording."""
