"""Pages that tell the story across chapters. A page that needs one chapter lives in that chapter."""
