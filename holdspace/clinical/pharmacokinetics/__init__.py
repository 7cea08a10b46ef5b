"""What will this dose do, and when? Exact answers of published models, with the spread between people and models.

It foretells and informs; it never proposes a dose. Pure arithmetic: chance comes in as a generator.
"""
