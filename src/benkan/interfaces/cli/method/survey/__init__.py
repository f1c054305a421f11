"""The command of survey: what it reads, why it answers so, how it looks."""
