"""What was promised, and was it kept."""
