"""A terminal in which a command runs, and a person who reads and answers: a real pty, in a process of its own."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from briefgen.cli import main
from tests.limits import LOOKS


class Terminal:
    """`briefgen` with some arguments, run in a folder; what it printed so far stands in `shown`."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.shown = ""
        self.process, self.screen = pty.fork()
        if not self.process:
            _run(folder, arguments)  # never comes back

    def until(self, words: str) -> None:
        """Read until these words have come since the last answer."""
        start = len(self.shown)
        for _ in range(LOOKS):
            if words in self.shown[start:]:
                return
            if not select.select([self.screen], [], [], 0.01)[0]:
                continue
            if not (more := self._read()):
                break
            self.shown += more
        else:
            os.kill(self.process, signal.SIGKILL)
        self.end()
        raise AssertionError(f"{words!r} never came; there was:\n{self.shown}")

    def answer(self, question: str, words: str) -> None:
        """Wait for a question and type an answer to it."""
        self.until(question)
        os.write(self.screen, f"{words}\n".encode())

    def interrupt(self) -> None:
        """Press Ctrl-C until the command ends: one that comes just before it waits for a key has no effect."""
        for _ in range(LOOKS):
            with suppress(OSError):
                os.write(self.screen, b"\x03")
            if not select.select([self.screen], [], [], 0.05)[0]:
                continue
            if not (more := self._read()):
                return
            self.shown += more
        os.kill(self.process, signal.SIGKILL)

    def end(self) -> int:
        """Read to the end and return the exit code."""
        while more := self._read():
            self.shown += more
        os.close(self.screen)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])

    def _read(self) -> str:
        try:
            return os.read(self.screen, 65536).decode(errors="replace").replace("\r\n", "\n")
        except OSError:  # nobody is at the other end any more
            return ""


def _run(folder: Path, arguments: Sequence[str]) -> None:
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.chdir(folder)
        sys.stdin, sys.stdout, sys.stderr = (os.fdopen(fd, mode, encoding="utf-8") for fd, mode in enumerate("rww"))
        try:
            main([*arguments])
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)
