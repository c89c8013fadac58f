"""Whose something is in a text: the association's, the agency's, or another organisation's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from briefgen.checks.scan import language_of, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Translated
from briefgen.content.schema.organisations import Agency, Association, Body
from briefgen.language import said

Belongs = Literal["ours", "perhaps", "other"]

_ACRONYM = re.compile(r"(?<![\w-])(?P<owner>[A-Z][A-Za-z]*[A-Z])(?:[-’']\w{1,4}|[’'])?\s+$")
_REACH = 80  # characters before or behind that can hold the word


class Owners:
    """The association, its bodies and the agency, as the texts of one language call them."""

    def __init__(self, subject: Subject, language: str, acronyms: set[str]) -> None:
        self._acronyms = acronyms | {one.acronym for _, one in subject.entities(Association) if one.acronym}
        names = {name.root.get(language, "").strip() for name in _named(subject)} - {""}
        self._heads = {name.split()[0 if words_of(language).head_first else -1] for name in names}
        self._names = [name.casefold() for name in names | self._heads | self._acronyms]

    def whose(self, text: TextIn, start: int, end: int) -> Belongs:
        """Tell whose the thing is that stands in a text: ours, unless somebody else's name is beside it."""
        words = words_of(text.language)
        before, after = text.words[max(0, start - _REACH) : start], text.words[end : end + _REACH]
        if acronym := _ACRONYM.search(before):
            return "ours" if acronym["owner"] in self._acronyms else "other"
        another = said.pattern(text.language, "offices", "another_owner")
        if re.search(rf"(?<!\w)(?:{another})\s+$", before) and not any(
            each in before.casefold() for each in self._names
        ):
            return "other"
        if words.owner_before and (owner := re.search(rf"(?<![\w-])(?:{words.owner_before})\s+$", before)):
            return self._of(owner["owner"], text)
        if words.owner_behind and (owner := re.match(words.owner_behind, after)):
            behind = after[owner.start("owner") :].casefold()
            if any(re.match(rf"{re.escape(name)}(?!\w)", behind) for name in self._names):
                return "ours"
            return "other" if words.capitals else "perhaps"
        return "ours"

    def _of(self, owner: str, text: TextIn) -> Belongs:
        language = language_of(text.language)
        if any(language.is_form(owner, head) for head in self._heads):
            return "ours"
        return "other" if language.words.capitals and owner[0].isupper() else "perhaps"


def _named(subject: Subject) -> Iterator[Translated]:
    for _, association in subject.entities(Association):
        yield association.name
    for _, agency in subject.entities(Agency):
        yield from (agency.name, agency.short_name)
    for _, body in subject.entities(Body):
        yield body.name
