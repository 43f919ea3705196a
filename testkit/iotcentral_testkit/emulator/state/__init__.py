"""State of the emulator: documents in SQLite, the clock and its timers, ids, and applications."""
