"""How a data folder is kept: one archive that says what is in it, and how it comes back."""
