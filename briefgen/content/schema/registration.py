"""How content is registered: a kind in its class, a file in its module. All that handles content follows from these.

    class Visit(Fact):
        of_kind = Kind("visits")
        id: Id
        ...

    FILES = {"visits": File(list[Visit])}

A list in a file that is there already needs a field in that file's model instead of a file. `content.kinds` draws the
conclusions, and says what was forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_origin


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity that has ids of its own: what `Refers`, paths and texts call it, such as ``persons``.

    `in_texts`: prose and templates can speak of any of them. `where_named`: a brief prints one where something names
    it, and never the whole list.
    """

    name: str
    in_texts: bool = True
    where_named: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A file of the content, `<its key>.yaml`: the type of what stands in it, and whether there has to be one.

    `printed`: briefs can print the `whole` of it, only what is `named` elsewhere, or `never` anything.
    """

    model: Any
    needed: bool = False
    printed: Literal["whole", "named", "never"] = "whole"

    @property
    def is_list(self) -> bool:
        """Whether the file is a list of entries, and has no fields of its own."""
        return get_origin(self.model) is list

    @property
    def empty(self) -> Any:
        """What stands for a file that isn't there."""
        return [] if self.is_list else {}
