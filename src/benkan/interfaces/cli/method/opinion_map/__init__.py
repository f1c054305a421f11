"""The command of opinion map: what it reads, why it answers so, how it looks."""
