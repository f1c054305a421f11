"""The command of panel: what it reads, why it answers so, how it looks."""
