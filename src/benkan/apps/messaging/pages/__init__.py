"""Pages of messaging, a file a subject."""
