"""A citizens' panel by lot: every quota kept, every chance as equal as the quotas allow."""

# Goes up with any change that can alter a number.
VERSION = "1"
