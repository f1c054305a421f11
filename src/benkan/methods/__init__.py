"""Floor 1: plain computation. No Django, no clock, no dice, no files, no network."""
