"""Comparison of two documents, place by place: operations, parameters, bodies, responses, schemas and their values."""
