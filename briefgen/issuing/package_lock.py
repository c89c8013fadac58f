"""A lock: exact versions of Python packages with the hashes of their files, in pip's format, and nothing else.

What is read back may have been forged, so only this is a lock: `name==version`, a marker or none, SHA-256 hashes. No
address, path, option, extra or file of its own gets through, since pip would follow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from packaging.markers import Marker

from briefgen.problems.mistakes import Mistake

_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_VERSION = r"[0-9]+(?:![0-9]+)?[0-9a-z.]*"
_VARIABLE = (
    "(?:python_version|python_full_version|os_name|sys_platform|platform_machine|platform_system"
    "|platform_python_implementation|implementation_name)"
)
_CLAUSE = rf"\(*{_VARIABLE} (?:==|!=|<|<=|>|>=) '[A-Za-z0-9._-]+'\)*"
_MARKER = rf"{_CLAUSE}(?: (?:and|or) {_CLAUSE})*"
_PIN = re.compile(
    rf"(?P<name>{_NAME})==(?P<version>{_VERSION})(?: ; (?P<marker>{_MARKER}))?"
    r"(?P<hashes>(?: --hash=sha256:[0-9a-f]{64})+)"
)
_CONTINUED = re.compile(r" \\\n +")


class LockError(Mistake):
    """A lock holds something else than exact versions with hashes."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A package: its normalised name, its version, the marker that says where, the SHA-256 of each of its files."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    @property
    def applies(self) -> bool:
        """Whether this Python on this machine needs it."""
        return not self.marker or Marker(self.marker).evaluate()


def read_pins(text: str, name: str) -> tuple[Pin, ...]:
    """Return the pins of a lock; lines that begin with # are remarks. Raises `LockError`, which calls it `name`."""
    pins = []
    for number, line in enumerate(_CONTINUED.sub(" ", text).split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        found = _PIN.fullmatch(line)
        if not found:
            raise LockError(
                f"{name} is no lock: entry {number} is not an exact version with SHA-256 hashes: {line[:80]!r}"
            )
        marker = found["marker"] or ""
        if marker.count("(") != marker.count(")"):
            raise LockError(f"{name} is no lock: entry {number} has a marker that can't be read: {marker[:80]!r}")
        hashes = tuple(word.removeprefix("--hash=sha256:") for word in found["hashes"].split())
        pins.append(Pin(found["name"], found["version"], marker, hashes))
    return tuple(pins)


def lock_text(pins: Iterable[Pin]) -> str:
    """Return a lock as pip reads it with ``--require-hashes``."""
    return "".join(
        " \\\n    ".join(
            [
                f"{pin.name}=={pin.version}" + (f" ; {pin.marker}" if pin.marker else ""),
                *(f"--hash=sha256:{hash}" for hash in pin.hashes),
            ]
        )
        + "\n"
        for pin in pins
    )
