"""Pages of the activities, a file a subject."""
