"""Floor 2: what every chapter uses, without a table of its own."""
