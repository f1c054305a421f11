"""Who agrees with whom, and on what nearly everybody does."""
