"""Builders: each makes one valid row and returns it. A file a chapter; import from the file."""
