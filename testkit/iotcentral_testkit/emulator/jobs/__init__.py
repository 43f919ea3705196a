"""Jobs: their definitions, runs, work on devices, and schedules."""
