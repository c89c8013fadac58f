"""The last gate before the line: addresses and bytes that SMTP carries without a change, and nothing else."""

from __future__ import annotations

import re

from briefgen.content.schema.base import EMAIL
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

LONGEST_LINE = 998  # octets without CRLF, RFC 5322 2.1.1
_MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]+@[\x21-\x3b\x3d\x3f-\x7e]+>")


def check_address(address: str) -> None:
    """Raise `Mistake` for an address that could say more to a server than who gets the message."""
    if not EMAIL.fullmatch(address):
        raise Mistake(
            Told(
                "{address!r} is no email address that can be sent to: write it as name@agency.example, in "
                "Latin letters",
                address=address,
            )
        )


def check_wire(wire: bytes, message_id: str) -> None:
    """Raise `ValueError` for bytes that would not arrive as they are, or that another Message-ID stands for.

    A bare CR or LF is what servers disagree about («SMTP smuggling»); eight bits and NUL need an agreement with each
    server on the way.
    """
    if not _MESSAGE_ID.fullmatch(message_id):
        raise ValueError(f"{message_id!r} is no Message-ID")
    ends = wire.count(b"\r\n")
    if not wire.isascii() or b"\0" in wire or wire.count(b"\r") != ends or wire.count(b"\n") != ends:
        raise ValueError(f"{message_id} holds bytes that are no 7-bit text with CRLF")
    if not wire.endswith(b"\r\n") or max(map(len, wire.split(b"\r\n"))) > LONGEST_LINE:
        raise ValueError(f"{message_id} has a line that doesn't end, or one longer than {LONGEST_LINE} octets")
    head, blank, _ = wire.partition(b"\r\n\r\n")
    if not blank or head.count(message_id.encode("ascii")) != 1:
        raise ValueError(f"the header of the message is not that of {message_id}")
