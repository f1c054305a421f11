"""The `benkan` command: how Benkan is run, checked and kept. A command a file; `main` lists them."""
