"""Addresses beyond ASCII: mail and the web know their domains as xn--… (IDNA 2008), and none may look like another."""

from __future__ import annotations

import unicodedata

from briefgen.problems.notes import Told, both


def plain_address(text: str) -> str:
    """Return an email address with its domain as mail servers know it; what is no address stays as it is.

    Raises `ValueError` for a domain whose labels mix alphabets.
    """
    local, at, domain = text.rpartition("@")
    return f"{local}{at}{plain_domain(domain)}" if at else text


def plain_domain(domain: str) -> str:
    """Return a domain in ASCII; what can't be one stays as it is. Raises `ValueError` if a label mixes alphabets."""
    if domain.isascii() and "xn--" not in domain:
        return domain
    import idna

    try:
        shown = idna.decode(domain, uts46=True)
        plain = idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        return domain
    for label in shown.split("."):
        if len(found := alphabets(label)) > 1:
            raise ValueError(
                Told(
                    "{shown} mixes letters of {found}, so it may pass for another address",
                    shown=shown,
                    found=both(found),
                )
            )
    return plain


def alphabets(text: str) -> list[str]:
    """Return the alphabets of a text's letters, by the names that Unicode gives them: Latin, Cyrillic, Georgian."""
    return sorted({unicodedata.name(char, "?").split()[0].title() for char in text if char.isalpha()})
