"""The command of suppression: what it reads, why it answers so, how it looks."""
