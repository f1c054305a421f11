"""The `benkan` command."""
