"""`python -m commitscape` is the command line."""

from commitscape.cli import main

main()
