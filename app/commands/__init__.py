"""The verbs of the command line, and how they print."""
