"""What is ketamine considered for? ICD-10-CM codes, each with the words a clinic uses."""

from holdspace.clinical.eligibility.record import ICD_10_CM

OTHER = "other"
INDICATIONS = (
    ("F32.9", "Depression, single episode"),
    ("F32.2", "Depression, single episode, severe"),
    ("F33.9", "Recurrent depression"),
    ("F33.2", "Recurrent depression, severe (also when treatment-resistant)"),
    ("F31.30", "Bipolar depression, mild or moderate"),
    ("F31.4", "Bipolar depression, severe"),
    ("F31.81", "Bipolar II disorder, depressed"),
    ("F43.10", "Post-traumatic stress disorder"),
    ("F42.9", "Obsessive-compulsive disorder"),
    ("F41.1", "Generalised anxiety disorder"),
    ("F40.10", "Social anxiety disorder"),
    ("F10.20", "Alcohol use disorder"),
)
WORDS = dict(INDICATIONS)


def coding(code: str, words: str) -> dict[str, str]:
    """A diagnosis as it is kept: ICD-10-CM, with its words."""
    return {"system": ICD_10_CM, "code": code, "display": words}
