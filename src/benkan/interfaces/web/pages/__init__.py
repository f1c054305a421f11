"""Pages that tell the story across chapters, a file a subject."""
