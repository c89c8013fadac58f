"""What came of asking for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["there", "gone", "moved", "closed", "silent", "offline", "untrusted", "private", "plain", "unasked"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of asking for the page at `url`, and what it is `about`: a status, the new address, or why.

    `closed`: it isn't for a program; `offline`: no line leads there, from here or at all; `plain`: not https;
    `unasked`: there was no time.
    """

    url: str
    kind: Kind
    about: str = ""
