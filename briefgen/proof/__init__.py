"""Proof of what was written: each file is read back and compared with the tree that it was made from.

The readers here share no code with the writers.
"""

from __future__ import annotations

from briefgen.document.tree import Document
from briefgen.mistakes import Mistake
from briefgen.writers.theme import Theme


class ProofError(Mistake):
    """A file differs from its tree; the message says which words are missing where."""


def prove(name: str, data: bytes, document: Document, theme: Theme) -> None:
    """Raise `ProofError` if a PDF or Word file doesn't hold the tree's words in order, its language and faces."""
    if name.endswith(".pdf"):
        from briefgen.proof.pdf import faults
    elif name.endswith(".docx"):
        from briefgen.proof.docx import faults
    else:
        return
    if found := faults(data, document, theme):
        raise ProofError(f"{name} is not what the content says, so nothing was written:\n  " + "\n  ".join(found))
