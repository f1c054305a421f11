"""Forms of messages, a file a subject."""
