"""What a survey tells of everybody, and how sure that is."""
