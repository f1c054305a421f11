"""What citizens ask to be put right."""
