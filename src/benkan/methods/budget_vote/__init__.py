"""A budget that is spent so that every group of voters gets its fair part."""

# Goes up with any change that can alter a number.
VERSION = "1"
