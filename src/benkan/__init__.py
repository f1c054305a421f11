"""Benkan runs a civic-engagement programme, from a citizen's voice to a promise kept."""
