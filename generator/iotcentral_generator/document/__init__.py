"""Navigation of OpenAPI documents: nodes, operations, schemas, and the project's own marks."""
