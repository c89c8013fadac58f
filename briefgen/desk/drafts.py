"""What was typed into a form and not saved: kept in the project's own folder, until it is saved or thrown away.

A browser keeps what a page stores by its address, and the desk may have another one tomorrow; another browser has
nothing of it. So what is typed goes to the desk as one types. Each form that is opened has a draft of its own, so that
two tabs don't overwrite one another's; a draft has what each field said when the form was opened.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import secrets
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TypeVar

from briefgen.project.reading import read_plain
from briefgen.project.workshop import WORKSHOP, make_workshop, own_folder

T = TypeVar("T")

MOST = 500  # drafts of one person
_REMEMBERED = 1000  # forms that were saved or told of: what is under way arrives within seconds
_NEWEST = 50  # of them, each page tells the browser, which may keep what was typed there
_ID = re.compile(r"[0-9a-f]{16}")
_PAGE = re.compile(r"(/[a-z]+)+( .*)?")  # one of the desk's own, and what it is about

# A line that gives a password: in the settings, which have no place for one, somebody may type it all the same.
_PASSWORD = re.compile(r"^[\s#\"']*[\w.-]*(?:pass|pwd|secret|token|პაროლ)[\w.-]*[\"']?\s*[=:]\s*\S", re.I | re.M)
_OF_PASSWORDS = ("secret", "password")  # fields, which no page tells of


class PasswordError(ValueError):
    """What is typed may be a password, which is kept in no draft."""


class StaleError(ValueError):
    """What is told of a draft counts as earlier than what was told last, which had the number `turn`."""

    def __init__(self, turn: int) -> None:
        super().__init__(turn)
        self.turn = turn


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that somebody typed in: its page, and of each field what it `was` and says `now`; `at` is when last."""

    id: str
    page: str
    fields: dict[str, dict[str, str]]
    stand: str  # stands for the words, so that what is typed later isn't taken for them
    at: dt.datetime | None = field(default=None, compare=False)

    @property
    def words(self) -> dict[str, str]:
        """What was typed, by the fields."""
        return {name: each["now"] for name, each in self.fields.items()}


class Drafts:
    """The drafts at a project, each person's apart."""

    def __init__(self, root: Path) -> None:
        self._own = root / WORKSHOP
        # Whose form was saved: what is still under way then doesn't come back.
        self._gone: dict[tuple[str, str], None] = {}
        self._turns: dict[tuple[str, str], int] = {}  # by which of its tellings each draft was kept last
        self._one_at_a_time = Lock()

    def new(self) -> str:
        """Return a name for the draft of a form that is opened."""
        return secrets.token_hex(8)

    def of(self, who: str, page: str = "") -> list[Draft]:
        """Return somebody's drafts, those of one page if it is named; the newest first."""
        return [draft for draft in self._all(who) if page in ("", draft.page)]

    def keep(self, who: str, ids: str, page: str, fields: str, turn: int = 0) -> str:
        """Keep what is typed, as JSON; of nothing the draft goes, and so do those taken into it. Return its stand.

        `turn` rises with each time that a page tells of a draft: what it told earlier and arrives later is not kept.
        Raises `StaleError` for that, ValueError for what is no draft, `PasswordError`, OSError, `WorkshopError`.
        """
        id, *taken = ids.split(",")
        draft = _read(id, json.dumps({"page": page, "fields": json.loads(fields)}))
        if not _ID.fullmatch(id):
            return ""
        texts = [text for each in draft.fields.values() for text in each.values()]
        if not draft.fields.keys().isdisjoint(_OF_PASSWORDS) or (
            page == "/settings" and any(map(_PASSWORD.search, texts))
        ):
            raise PasswordError
        with self._one_at_a_time:
            if (who, id) in self._gone:
                return ""
            if turn < (last := self._turns.get((who, id), 0)):
                raise StaleError(last)
            stand = self._put(who, draft, taken)
            _remember(self._turns, (who, id), turn)
            return stand

    def _put(self, who: str, draft: Draft, taken: Collection[str]) -> str:
        id, page = draft.id, draft.page
        if not draft.fields:
            self._path(who, id).unlink(missing_ok=True)
            self._forget_taken(who, taken)
            return ""
        make_workshop(self._own)
        own_folder(self._own / "drafts")
        own_folder(self._folder(who))
        aside = self._folder(who) / f"{id}.new"
        aside.unlink(missing_ok=True)
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(json.dumps({"page": page, "fields": draft.fields}, ensure_ascii=False).encode())
        aside.replace(self._path(who, id))
        same = [each.id for each in self.of(who, page) if each.stand == draft.stand and each.id != id]
        for path in [*(self._path(who, each) for each in same), *self._newest(who)[MOST:]]:
            path.unlink(missing_ok=True)
        self._forget_taken(who, taken)
        return draft.stand

    def forget(self, who: str, ids: str) -> None:
        """Forget drafts that were saved: the form's own, and those taken into it, unless more was typed since."""
        own, *taken = ids.split(",")
        if _ID.fullmatch(own):
            with self._one_at_a_time:
                _remember(self._gone, (who, own), None)
                self._path(who, own).unlink(missing_ok=True)
        self._forget_taken(who, taken)

    def _forget_taken(self, who: str, taken: Collection[str]) -> None:
        """Forget drafts that were taken into another one, each with its stand, unless more was typed since."""
        if not taken:
            return
        stands = {draft.id: draft.stand for draft in self._all(who)}
        for id, _, stand in (each.partition(":") for each in taken):
            if stands.get(id) == stand:
                self._path(who, id).unlink(missing_ok=True)

    def gone(self, who: str) -> list[str]:
        """Return the names of the drafts of somebody's forms that were saved last, or thrown away; the newest last."""
        with self._one_at_a_time:
            return [id for whose, id in self._gone if whose == who][-_NEWEST:]

    def forget_page(self, page: str) -> None:
        """Forget what anybody has typed in a form of something that is gone."""
        self._forget_all(lambda draft: draft.page == page)

    def forget_saying(self, words: Collection[str], pages: Collection[str]) -> None:
        """Forget what anybody has typed on some pages, where one of these words stands in it, or stood before."""
        if not words:
            return
        sought = re.compile(rf"(?<![\w.+-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)

        def says(draft: Draft) -> bool:
            said = (text for each in draft.fields.values() for text in each.values())
            return draft.page.split()[0] in pages and any(map(sought.search, said))

        self._forget_all(says)

    def _forget_all(self, which: Callable[[Draft], bool]) -> None:
        for path in (self._own / "drafts").glob("*/*.json"):
            with suppress(ValueError, OSError, RecursionError):
                if which(_read(path.stem, read_plain(path.parent, path.name).decode())):
                    path.unlink(missing_ok=True)

    def _all(self, who: str) -> Iterator[Draft]:
        for path in self._newest(who):
            try:
                draft = _read(path.stem, read_plain(path.parent, path.name).decode())
                yield replace(draft, at=dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone())
            except (ValueError, OSError, RecursionError):
                continue  # half of one, or somebody else's

    def _newest(self, who: str) -> list[Path]:
        return sorted(self._folder(who).glob("*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)

    def _folder(self, who: str) -> Path:
        return self._own / "drafts" / sha256(who.encode()).hexdigest()[:16]

    def _path(self, who: str, id: str) -> Path:
        return self._folder(who) / f"{id}.json"


def _remember(of: dict[tuple[str, str], T], draft: tuple[str, str], what: T) -> None:
    """Note something of a draft, the newest last, and of no more than a bounded number."""
    of.pop(draft, None)
    of[draft] = what
    if len(of) > _REMEMBERED:
        del of[next(iter(of))]


def _read(id: str, text: str) -> Draft:
    data = json.loads(text)
    page, fields = (data.get("page"), data.get("fields")) if isinstance(data, dict) else (None, None)
    if not isinstance(fields, dict) or not isinstance(page, str) or not _PAGE.fullmatch(page):
        raise ValueError("no draft")
    told = {str(name): {key: str(each[key]) for key in ("was", "now")} for name, each in _pairs(fields).items()}
    words = {name: each["now"] for name, each in told.items()}
    stand = sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()[:16]
    return Draft(id, page, told, stand)


def _pairs(fields: dict[str, object]) -> dict[str, dict[str, object]]:
    for each in fields.values():
        if not isinstance(each, dict) or not each.keys() >= {"was", "now"}:
            raise ValueError("no field of a draft")
    return fields  # type: ignore[return-value]
