"""Places, organisations, people."""
