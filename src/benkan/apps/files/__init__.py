"""Photos, audio, documents."""
