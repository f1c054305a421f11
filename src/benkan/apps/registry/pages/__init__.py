"""Pages of the registry, a file a subject."""
