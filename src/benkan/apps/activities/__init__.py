"""What was planned and held."""
