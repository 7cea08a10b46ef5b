"""What the patient wants and what we intend: goals, care plan, dose order, booking."""
