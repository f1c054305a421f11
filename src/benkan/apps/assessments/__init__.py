"""Scorecards, governance barometers, organisational capacity: one engine."""
