"""Pages of voices, a file a subject."""
