"""The nouns of the library: what a clinic decided about knowledge, by whom, why and until when."""
