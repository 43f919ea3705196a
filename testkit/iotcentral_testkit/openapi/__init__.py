"""API documents, read by the emulator and by the contract kit, and owned by neither."""
