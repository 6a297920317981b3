"""`python -m policydsl`: the command, where the environment's own folder is not on the path."""

from policydsl.cli import main

if __name__ == "__main__":
    main()
