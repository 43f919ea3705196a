"""Languages of filters and queries, as parsers and evaluators without I/O."""
