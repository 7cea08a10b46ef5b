"""How is ketamine given? Routes, doses, spacing and the limits an order must respect."""
