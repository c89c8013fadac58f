"""Mistakes that end a command with a plain message instead of a traceback."""

from __future__ import annotations

from typing import ClassVar


class Mistake(Exception):
    """Something that a person can put right; the message says what. `exit_code` is 1 (problem) or 2 (usage)."""

    exit_code: ClassVar[int] = 1
