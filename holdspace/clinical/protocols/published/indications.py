"""Which diagnoses does a protocol name? The beginnings of ICD-10-CM codes."""

DEPRESSION = ("F32", "F33", "F34.1", "F53.0", "F31.3", "F31.4", "F31.5", "F31.81")
PTSD = ("F43.1",)
OCD = ("F42",)
SOCIAL_ANXIETY = ("F40.1",)
ANXIETY = ("F41.1", "F40.1")
ALCOHOL = ("F10",)
COCAINE = ("F14",)
BIPOLAR = ("F31",)
ANY: tuple[str, ...] = ()
