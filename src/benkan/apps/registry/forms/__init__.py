"""Forms of the registry, a file a subject."""
