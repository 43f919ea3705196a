"""Fuzzing of the generated clients with responses that the document allows, and with others."""
