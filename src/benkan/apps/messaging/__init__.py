"""Contacts and messages."""
