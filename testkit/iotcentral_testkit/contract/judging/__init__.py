"""What has to hold of a value: comparisons, expressions and violations, decided without a server."""
