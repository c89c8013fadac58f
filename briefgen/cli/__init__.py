"""The command line: verbs and exit codes. Each verb imports only what it runs, so that help comes at once.

Exit codes: 0 done, 1 problems found, 2 wrong usage. A user's mistake never shows a traceback; a bug keeps it.
"""

from briefgen.cli.group import main

__all__ = ["main"]
