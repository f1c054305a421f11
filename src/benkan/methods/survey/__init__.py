"""What a survey tells of everybody, and how sure that is."""

# Goes up with any change that can alter a number.
VERSION = "1"
