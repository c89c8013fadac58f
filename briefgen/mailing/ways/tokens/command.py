"""Tokens that a command of the agency prints; which one, the environment says.

It doesn't stand in the project: whoever could write there could have it run on the computer of each who sends.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.contacts.passwords import SecretError
from briefgen.mailing.ways.base import ServerError
from briefgen.mailing.ways.replies import one_line
from briefgen.mailing.ways.tokens.base import Grant
from briefgen.problems.notes import Told

if TYPE_CHECKING:
    from briefgen.contacts.account import Account
    from briefgen.project.folder import Project

PACKAGES: Mapping[str, str] = {}
SIGN_INS = ()
COMMAND = "BRIEFGEN_TOKEN_COMMAND"
HOST = "BRIEFGEN_TOKEN_HOST"  # is set for the command
_PATIENCE = 60.0  # seconds
_LONGEST = 20_000  # bytes of what is read


@dataclass
class Command:
    """A command without a shell; its first line is the token. No message has a word of it: there may be secrets."""

    words: tuple[str, ...]
    host: str = ""  # who gets the token: the project names it, so the command may want to judge it
    name: str = ""  # it keeps what it needs itself

    def renew(self, renewal: str) -> Grant:
        """Return a new token. Raises `SecretError`, `ServerError`."""
        told: list[bytes] = []
        try:
            process = subprocess.Popen(  # noqa: S603
                self.words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env={**os.environ, HOST: self.host}
            )
        except OSError as error:
            raise ServerError(
                Told(
                    "what {command} names can't be run: {strerror}",
                    command=COMMAND,
                    strerror=one_line(error.strerror or ""),
                )
            ) from None

        def read() -> None:
            assert process.stdout is not None
            with process.stdout:  # who says more is ended by its closing
                told.append(process.stdout.read(_LONGEST))

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        reader.join(_PATIENCE)
        try:
            process.wait(0 if reader.is_alive() else _PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise ServerError(
                Told(
                    "the command in {command} gave no token within {patience} seconds: type it to see what it "
                    "waits for",
                    command=COMMAND,
                    patience=f"{_PATIENCE:.0f}",
                )
            ) from None
        if process.returncode:
            raise ServerError(
                Told(
                    "the command in {command} gave no token and ended with {returncode}: type it to see why",
                    command=COMMAND,
                    returncode=process.returncode,
                )
            )
        lines = b"".join(told).decode("ascii", "replace").splitlines()
        if not lines or not lines[0].strip():
            raise ServerError(
                Told("the command in {command} printed nothing: its first line has to be the token", command=COMMAND)
            )
        return Grant(lines[0].strip(), 0.0, None)  # nobody says how long it is good: it is asked for each time

    def sign_in(
        self, tell: Callable[[str], None], *, code: bool, given_up: Callable[[], bool] = lambda: False
    ) -> Grant:
        """Let a person sign in. Raises `ServerError`."""
        raise ServerError(
            Told("the command in {command} signs in by itself: nothing is to be done here", command=COMMAND)
        )


def kept_as(account: Account, project: Project, host: str) -> str:
    """Return nothing: the command keeps what it needs itself."""
    return ""


def provider(
    account: Account, project: Project, scope: str, host: str, environment: Mapping[str, str] = os.environ
) -> Command:
    """Return the command of the environment. Raises `SecretError` if none is named there."""
    named = environment.get(COMMAND, "")
    try:
        words = shlex.split(named, posix=os.name != "nt")
    except ValueError:
        words = []
    if not words:
        raise SecretError(
            Told("name the command that prints a token in the environment variable {command}", command=COMMAND)
        )
    return Command(tuple(words), host)
