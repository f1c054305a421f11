"""SQLite for one process: see docs/decisions/0003."""
