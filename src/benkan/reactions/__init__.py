"""Floor 4: what follows from an event. Read `table.py` first."""
