"""Runs servers as long as whoever started it lives: ``supervisor.py ROOT FOLDER COMMAND [COMMAND …]``.

Started with a pipe as its standard input. When that is closed, be it on purpose or because the other side was killed,
it kills every process that came from the commands, waits until none is left, and removes FOLDER: nobody needs what
they hold. When a server ends by itself, it kills the others too and says so in FOLDER/ended.log. Each COMMAND is a
JSON list of words and is run in the root directory ROOT; what it prints is in FOLDER/printed.log.

They are two processes, the second of which runs the servers: whichever of them is killed, the other cleans up.
A program of its own, which imports nothing of the project: it has to outlive the tests.
"""

from __future__ import annotations

import ctypes
import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36  # of prctl(2)
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def descendants(pid: int) -> list[int]:
    """Return the ids of all processes that came from a process, the nearest first; none if it is gone."""
    try:
        tasks = sorted(Path(f"/proc/{pid}/task").iterdir())
        children = [int(word) for task in tasks for word in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return children + [below for child in children for below in descendants(child)]


def main(root: str, folder: str, *commands: str) -> None:
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # only the pipe ends this
    _adopt_orphans()
    first = os.getpid()
    second = os.fork()
    if second:
        os.waitpid(second, 0)
        _kill_all()
        Path(folder, "ended.log").touch()
        sys.stdin.read()
        shutil.rmtree(folder, ignore_errors=True)
    else:
        _adopt_orphans()
        _run(root, folder, commands, first)
        if os.getppid() != first:
            shutil.rmtree(folder, ignore_errors=True)


def _run(root: str, folder: str, commands: Iterable[str], parent: int) -> None:
    """Run the servers until the pipe is closed, the parent is gone, or one of them ends."""

    def enter() -> None:
        os.chroot(root)
        os.chdir("/")
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)

    with Path(folder, "printed.log").open("ab") as output:
        servers = [
            subprocess.Popen(
                json.loads(command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={"PATH": "/usr/sbin:/usr/bin"},
                preexec_fn=enter,
                start_new_session=True,
            )
            for command in commands
        ]
    while not select.select([sys.stdin], [], [], 0.1)[0] and os.getppid() == parent:
        if ended := [server for server in servers if server.poll() is not None]:
            words = (f"{server.args!s} ended with {server.returncode}\n" for server in ended)
            Path(folder, "ended.log").write_text("".join(words))
            break
    _kill_all()


def _adopt_orphans() -> None:
    """What the servers leave behind becomes a child of this process, so that nothing gets away."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def _kill_all() -> None:
    """Kill every process that came from this one, also those started meanwhile; returns when none is left."""
    while True:
        for pid in descendants(os.getpid()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
