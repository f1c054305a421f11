"""Decisions about cases and issues, a file a subject. Plain values only."""
