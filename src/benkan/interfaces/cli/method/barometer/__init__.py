"""The command of barometer: what it reads, why it answers so, how it looks."""
