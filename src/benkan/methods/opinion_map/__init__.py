"""Who agrees with whom, and on what nearly everybody does."""

# Goes up with any change that can alter a number.
VERSION = "1"
