"""The edge of the house where FHIR R4 is spoken: files of other systems come in here and become rows of the record."""
