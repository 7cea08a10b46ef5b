"""Is ketamine safe for this person? Contraindications, cautions and interactions, from coded facts to findings."""
