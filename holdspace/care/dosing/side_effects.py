"""Which side effects are named with one tap? The commonest first; a code only where it was read with its display."""

# (term, SNOMED CT code); terms without a code are written as words. Clinical rules reference, section 5.
SIDE_EFFECTS = (
    ("Nausea", "422587007"),
    ("Vomiting", "422400008"),
    ("Headache", "25064002"),
    ("Dizziness", "404640003"),
    ("Vertigo", "399153001"),
    ("Drowsy", "271782001"),
    ("Anxiety", "48694002"),
    ("Panic", ""),
    ("Agitation", "24199005"),
    ("Confusion", "40917007"),
    ("Blurred vision", "246636008"),
    ("Double vision", "24982008"),
    ("Palpitations", "80313002"),
    ("Tingling", "91019004"),
    ("Much saliva", ""),
    ("Dry mouth", "87715008"),
    ("Tired", "84229001"),
    ("Rash", "271807003"),
)
CODES = {term: code for term, code in SIDE_EFFECTS if code}
