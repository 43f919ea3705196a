"""Evolution of an API: the differences of two api-versions, and what follows from them for packages and their users."""
