"""Who reads on paper can't follow a link: where it leads is told in a note, shortened to what one would type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from briefgen.document.children import rebuilt
from briefgen.document.tree import Document, Footnote, Link, Text, plain, walk

_LONGEST = 60  # letters of an address, a line of a note


def with_addresses(document: Document) -> Document:
    """Return the document with a note on each link whose words don't say where it leads; one for each address."""
    return replace(document, blocks=tuple(_told(document.blocks, told=set(), in_note=False)))


def shown_address(href: str) -> str:
    """Return an address as print has it: no scheme, `www.` or fragment, and not the middle of a long one."""
    parts = urlsplit(href)
    if parts.scheme == "mailto":
        return parts.path
    host = parts.netloc.rpartition("@")[2].removeprefix("www.")
    path = parts.path.rstrip("/")  # as it is typed: decoded, it may hold letters that nobody wrote and no face has
    query = f"?{parts.query}" if parts.query else ""
    if len(host + path + query) <= _LONGEST:
        return host + path + query
    last = path.rpartition("/")[2] + query
    return f"{host}/…/{last}" if len(host + last) < _LONGEST else f"{host}/…"


def _told(nodes: Iterable[Any], *, told: set[str], in_note: bool) -> Iterator[Any]:
    for node in nodes:
        within = in_note or isinstance(node, Footnote)
        yield rebuilt(node, partial(_told, told=told, in_note=within))
        if isinstance(node, Link) and (address := shown_address(node.href)) not in told and not _says(node, address):
            told.add(address)
            source = next((each.source for each in walk(node) if isinstance(each, Text)), None)
            yield Text(f" ({address})", source) if in_note else Footnote((Text(address, source),))


def _says(link: Link, address: str) -> bool:
    """Tell whether the words of a link are its address, as it is shown or written out."""
    whole = _bare(link.href)
    return _bare(plain(link.children)) in {address, whole, whole.partition("#")[0].rstrip("/")}


def _bare(address: str) -> str:
    """Return an address without what no one types: its scheme, `www.` and a slash at its end."""
    for start in ("https://", "http://", "mailto:", "www."):
        address = address.strip().removeprefix(start)
    return address.rstrip("/")
