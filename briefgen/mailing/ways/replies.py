"""What servers say, on one line and harmless, and sizes as people say them."""

from __future__ import annotations

from base64 import b64encode

_LONGEST_REPLY = 500  # characters of a server's reply that are kept
_PIECE = 12  # characters of a secret that are no chance


def reason(error: OSError | ValueError) -> str:
    """Return what the system says of an error, on one line."""
    told = error.strerror if isinstance(error, OSError) else None
    return one_line(told or str(error) or type(error).__name__)


def reply_line(code: int, reply: bytes | str) -> str:
    """Return a reply of the server on one line, with its code if it has one."""
    text = uncut(reply)
    return one_line(f"{code} {text}" if code >= 0 else text)


def uncut(reply: bytes | str) -> str:
    """Return a reply of the server whole, to look for secrets in it."""
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply


def tells(text: str, *secrets: str) -> bool:
    """Return whether a text, which isn't cut yet, says a secret or a long piece of one, as it is or in base64."""
    shapes = [secret for secret in secrets if secret]
    for secret in secrets:
        # Where in a longer text it begins decides how it looks; what its neighbours blur is left out.
        for before in range(3):
            shape = b64encode(b"\0" * before + secret.encode()).decode()[4 if before else 0 : -4]
            if len(shape) >= _PIECE:
                shapes.append(shape)
    return any(_have_in_common(text, shape) for shape in shapes)


def _have_in_common(text: str, secret: str) -> bool:
    size = min(_PIECE, len(secret))
    pieces = {secret[start : start + size] for start in range(len(secret) - size + 1)}
    return any(text[start : start + size] in pieces for start in range(len(text) - size + 1))


def one_line(text: str) -> str:
    """Return text of a server on one line, without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:_LONGEST_REPLY].strip()


def told_size(size: int) -> str:
    """Return a size in bytes as people say it, in megabytes or kilobytes."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size / 1000:.1f} KB"
