"""Editions that see the same: their briefs differ in their dates and versions alone, so if one is right, each is."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from briefgen.content.digest import digest_without_own
from briefgen.content.knowing.moments import moment
from briefgen.content.model import Content
from briefgen.content.schema.base import ABOUT
from briefgen.language import get_language
from briefgen.look.theme import Theme
from briefgen.making.compose import CHANGE_NOTE, date_of
from briefgen.project.folder import Project

# What an edition prints of its own whatever it is, and what it never prints.
_ALWAYS = {"as_of", "version", "previous", *ABOUT[1:], "acknowledge", "drafter_email"}
_OF_DIGESTS = "0123456789abcdef"


class Sights:
    """What those editions see whose briefs could be composed without a problem."""

    def __init__(self, project: Project, content: Content, theme: Theme) -> None:
        self._project, self._content, self._theme = project, content, theme
        self._right: set[Hashable] = set()

    def add(self, edition: str) -> None:
        """Keep what an edition sees that was composed without a problem."""
        self._right.update(self._of(edition))

    def know(self, edition: str) -> bool:
        """Tell whether an edition sees what one of those does."""
        return any(seen in self._right for seen in self._of(edition))

    def _of(self, edition: str) -> Iterator[Hashable]:
        """Yield what an edition sees, what is quickly said first; nothing if no other can be like it.

        A change note sees two editions. Characters that the faces may lack are looked for here, in what differs.
        """
        facts, content = self._content.editions[edition], self._content
        if CHANGE_NOTE in self._project.settings.briefs or self._lacks(edition):
            return
        own = tuple((name, repr(value)) for name, value in facts if name not in _ALWAYS)
        before = moment(content, date_of(content, facts.previous)) if facts.previous else None
        yield own, before, moment(content, date_of(content, edition))
        yield own, before, digest_without_own(content, edition)

    def _lacks(self, edition: str) -> bool:
        """Tell whether the faces have no character for something that an edition prints of itself."""
        facts = self._content.editions[edition]
        dates = [get_language(code).date(facts.as_of) for code in self._project.settings.languages]
        return bool(self._theme.missing_glyphs([*dates, str(facts.version), _OF_DIGESTS]))
