"""Figures that open."""
