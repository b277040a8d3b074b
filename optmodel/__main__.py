"""``python -m optmodel`` is the command."""

from optmodel.cli import main

if __name__ == "__main__":
    main()
