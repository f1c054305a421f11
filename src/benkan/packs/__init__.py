"""Data that ships with Benkan: files only, each pack with its provenance."""
