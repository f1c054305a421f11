"""`python -m benkan` is the `benkan` command."""

from benkan.interfaces.cli.main import main

if __name__ == "__main__":
    main()
