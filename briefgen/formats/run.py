"""What the formats have at hand while files are pressed, and what each gives back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from briefgen.document.tree import CARD, Document
from briefgen.look.card import with_larger_text
from briefgen.look.theme import Theme

if TYPE_CHECKING:
    from briefgen.document.tree import Annexed
    from briefgen.formats.word.changes import Reviewer
    from briefgen.formats.word.letterhead.opened import Letterhead

Made = TypeVar("Made")


def made_anew(kind: str, of: Sequence[str], make: Callable[[], bytes]) -> bytes:
    """Make it: nothing of its kind was kept."""
    return make()


def no_files(annexed: Annexed) -> bytes:
    """Give no file: nothing is appended in such a run."""
    raise ValueError(f"{annexed.file} can't be read in this run")


@dataclass(frozen=True, slots=True)
class Hole:
    """A page with room left at its foot: how much, in per cent of the text's height, and the words that come next."""

    page: int
    share: int
    before: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """The bytes of a file, and its pages if the format has any, and the holes in them."""

    data: bytes
    pages: int | None = None
    holes: tuple[Hole, ...] = ()


@dataclass(frozen=True)
class Run:
    """The look of one run's files; what a format makes of it once, such as a style sheet, serves the whole run."""

    theme: Theme
    letterhead: Letterhead | None = None
    reviewer: Reviewer | None = None  # in whose name the changes of a redline are
    kept: Callable[[str, Sequence[str], Callable[[], bytes]], bytes] = made_anew
    """Gives what is made, of its kind, of these words and of the theme: from the cache, if it was made before."""
    annexed: Callable[[Annexed], bytes] = field(default=no_files, repr=False, compare=False)
    """Gives the file whose pages are appended."""
    _made: dict[Any, Any] = field(default_factory=dict, repr=False)
    # By paper and size of text; None: as the letterhead has it.
    _papers: dict[tuple[str, float] | None, Run] = field(default_factory=dict, repr=False)

    def once(self, make: Callable[[Theme], Made]) -> Made:
        """Return what is made of the theme, by the first who asks."""
        if make not in self._made:
            self._made[make] = make(self.theme)
        made: Made = self._made[make]
        return made

    def on_paper_of(self, document: Document) -> Run:
        """Return the run on the paper that a document is for, if that isn't the theme's own.

        No letterhead is of such a size. On cards what is said is as large as they have room for.
        """
        paper = document.metadata.paper
        if not paper:
            return self
        theme = self.theme.on(paper)
        if paper == CARD:
            theme = with_larger_text(theme, document)
        look = paper, theme.sizes.text
        if look not in self._papers:
            self._papers[look] = replace(self, theme=theme, letterhead=None, _made={}, _papers={})
        return self._papers[look]

    def on_letterhead(self) -> Run:
        """Return the run on a sheet as large as its letterhead, in its margins and sizes, but without its words."""
        if self.letterhead is None:
            return self
        if None not in self._papers:
            theme = self.letterhead.reckoned(replace(self.theme, logo_file=None))
            self._papers[None] = replace(self, theme=theme, letterhead=None, _made={}, _papers={})
        return self._papers[None]

    @property
    def is_new(self) -> bool:
        """Tell whether nothing was made of the theme so far."""
        return not self._made
