"""Floor 5: how the outside reaches the house. Interfaces do not import each other."""
