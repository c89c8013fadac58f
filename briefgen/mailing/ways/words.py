"""What servers say, on one line and harmless, and sizes as people say them."""

from __future__ import annotations

_LONGEST_REPLY = 500  # characters of a server's reply that are kept


def reason(error: OSError | ValueError) -> str:
    """Return what the system says of an error, on one line."""
    told = error.strerror if isinstance(error, OSError) else None
    return clean(told or str(error) or type(error).__name__)


def words(code: int, reply: bytes | str) -> str:
    """Return a reply of the server on one line, with its code if it has one."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return clean(f"{code} {text}" if code >= 0 else text)


def clean(text: str) -> str:
    """Return text of a server on one line, without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:_LONGEST_REPLY].strip()


def told_size(size: int) -> str:
    """Return a size in bytes as people say it, in megabytes or kilobytes."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size / 1000:.1f} KB"
