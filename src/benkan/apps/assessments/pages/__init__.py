"""Pages of this chapter, a file a subject."""
