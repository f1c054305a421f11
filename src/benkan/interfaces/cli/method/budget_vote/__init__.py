"""The command of budget vote: what it reads, why it answers so, how it looks."""
