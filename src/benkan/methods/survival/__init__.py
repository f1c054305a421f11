"""How long promises take to be kept, counting those that are still open."""

# Goes up with any change that can alter a number.
VERSION = "1"
