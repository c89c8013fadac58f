"""Proof of what was written: each file is read back and compared with the tree that it was made from.

The readers here share no code with the formats.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from briefgen.document.tree import Drawn
from briefgen.look.theme import Theme
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, listed


class ProofError(Mistake):
    """A file differs from its tree; the message says which words are missing where."""

    def __init__(self, name: str, found: Sequence[str]) -> None:
        self.technical = found
        self.briefly = Told(
            "{name} is not what the content says, so nothing was written. The program is to blame, not what you "
            "typed: show what is below to whoever looks after it",
            name=name,
        )
        super().__init__(
            Told(
                "{name} is not what the content says, so nothing was written:\n  {found}",
                name=name,
                found=listed(found),
            )
        )


def prove(
    name: str,
    prover: str,
    data: bytes,
    document: Drawn,
    theme: Theme,
    letterhead: frozenset[str] | None = None,
    sections: Sequence[int] = (),
) -> None:
    """Raise `ProofError` if a file doesn't hold the tree's words in order, its language and faces.

    `prover` is the module here that reads its format. `letterhead` are the families of the letterhead that a Word file
    was written on, `sections` the pages that its contents list shall name, one for each section. A PDF's must be those
    on which the sections stand.
    """
    found: list[str] = import_module(f"{__name__}.{prover}").faults(data, document, theme, letterhead, sections)
    if found:
        raise ProofError(name, found)
