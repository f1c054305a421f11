"""Floor 3: one Django app per chapter of the story. A later one may look back, never ahead."""
