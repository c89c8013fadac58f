"""For whom the numbered copies of an issued version are."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.content.model import Content
from briefgen.issued.facts import Facts
from briefgen.making.copies import names_of


def recorded_copies(content: Content, facts: Facts) -> dict[int, tuple[Mapping[str, str], str]]:
    """Return for whom issued copies are, as recorded; in each language while their profile still has that name."""
    called = names_of(content, facts.edition)
    found = {file.copy: (called.get(file.profile, {}), file.holder) for file in facts.files.values() if file.copy}
    return {copy: (names if name in names.values() else {}, name) for copy, (names, name) in found.items()}
