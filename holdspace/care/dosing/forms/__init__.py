"""What the dosing pages ask, and how a plain form becomes what an action takes."""
