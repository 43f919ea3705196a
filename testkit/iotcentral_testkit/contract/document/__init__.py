"""What the document says: operations, families of resources, and what its schemas say of values."""
