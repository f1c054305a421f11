"""How long promises take to be kept, counting those that are still open."""
