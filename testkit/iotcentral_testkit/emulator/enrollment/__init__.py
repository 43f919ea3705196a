"""Enrollment: groups, certificates, keys, and the attestation of single devices."""
