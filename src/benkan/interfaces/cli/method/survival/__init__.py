"""The command of survival: what it reads, why it answers so, how it looks."""
