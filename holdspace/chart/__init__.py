"""The patient's record, FHIR-shaped: the one place where the stages of care meet."""
