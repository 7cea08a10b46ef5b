"""What this clinic has made of what is known: its own numbers, adopted protocols, licensed wording, drug names."""
