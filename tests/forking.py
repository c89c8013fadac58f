"""Runs code over and over in a process of its own, each time as if it were the first: so killed runs cost little.

One process makes ready (imports, say), then forks for each run; so no run pays for Python and its imports again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SERVER = """
import json, os, sys, traceback
code = compile(sys.argv[1], "<forked>", "exec")
exec(sys.argv[2])
for line in sys.stdin:
    if (child := os.fork()) == 0:
        status = 1
        try:
            sys.argv[1:] = json.loads(line)
            exec(code, {"__name__": "__main__"})
            status = 0
        except BaseException: traceback.print_exc()
        finally:
            sys.stdout.flush(); sys.stderr.flush()
            os._exit(status)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Forking:
    """Runs the code with other arguments each time, `sys.argv[1:]`."""

    def __init__(self, server: subprocess.Popen[str]) -> None:
        self._server = server

    def __call__(self, *arguments: str) -> int:
        """Return how the run ended: its exit code, or minus the signal that killed it."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(arguments) + "\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())


@contextmanager
def forking(code: str, ready: str) -> Iterator[Forking]:
    """Give what runs the code, which prints nothing, after what makes `ready` for it was done once."""
    command = [sys.executable, "-c", _SERVER, code, ready]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        yield Forking(server)
        assert server.stdin is not None
        server.stdin.close()
