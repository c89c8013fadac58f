"""What the desk holds between requests: the open project, looked at before each answer, and what takes long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any

from briefgen.desk.drafts import Drafts
from briefgen.making.opened import Opened
from briefgen.making.watch import Watcher
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.workshop import only_one
from briefgen.upkeep.editing import by
from briefgen.upkeep.settings_file import ProjectError, require_opens

Tell = Callable[[str], None]
"""Is told what is done by now, a line a step."""
Run = Callable[[Opened, Tell], Any]
_KEPT = 20  # things that were begun, whose pages can still be asked for
_MOST_WAITING = 5  # of what was given up, and waits for a person for some minutes yet
PATIENCE = 5.0  # seconds that somebody waits to save while another run writes, or what may not be disturbed runs


class RunningError(Mistake):
    """Something else runs, which this has to wait for; nothing was done."""


class GivenUpError(Mistake):
    """What somebody waited for was given up."""


@dataclass(slots=True)
class LongWork:
    """What takes long, in a thread of its own, with the project opened once more: pages answer meanwhile."""

    number: int
    what: str
    who: str
    holds: bool  # the content isn't changed while it runs
    end: Any = None  # what its page is to be made of, for whoever began it
    stop: Event | None = None  # by which whoever runs it knows that it was given up, if it can be
    told: list[str] = field(default_factory=list)
    result: Any = None
    error: Exception | None = None
    is_over: bool = False  # its thread has ended
    _ended: Event = field(default_factory=Event)
    _turn: Lock = field(default_factory=Lock)

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended, at most so long; tell whether it has."""
        return self._ended.wait(seconds)

    def run(self, project: Opened, run: Run) -> None:
        """Do it, and keep what it came to."""
        result, failure = None, None
        try:
            with by(self.who):
                result = run(project, self.told.append)
        except Exception as error:  # whoever looks at its page is told, as if they had waited
            failure = error
        with self._turn:
            self.is_over = True
            if not (self.stop and self.stop.is_set()):
                self.result, self.error = result, failure
                self._ended.set()

    def give_up(self) -> bool:
        """End it for whoever waits, and tell whether it ran yet; what its thread still comes to is nobody's."""
        with self._turn:
            if not self.stop or self.wait(0):
                return False
            self.stop.set()
            self.error = GivenUpError(Told("the sign-in was given up; nothing was kept"))
            self._ended.set()
            return True


@dataclass(frozen=True, slots=True)
class FailedTry:
    """A try of the mail account that failed: why, and when it was made."""

    why: str
    at: dt.datetime


class Desk:
    """A project that several pages look at, one of them at a time; beside them one thing runs that takes long."""

    def __init__(self, project: Opened) -> None:
        self._project = project
        self.drafts = Drafts(project.root)
        self.languages: tuple[str, ...] = ()  # of the project; where its settings can't be used, those that they had
        self.failed_try: tuple[Mapping[str, Any], FailedTry] | None = None  # with its [mail]: see `pages.tries`
        self._watcher: Watcher | None = None  # until the settings can be read
        self._lock = Lock()
        self._changing = Lock()  # taken before the lock of the content, and that before the project is held
        self._held = ExitStack()  # what whoever holds the project has taken for it
        self._numbers = count(1)
        self._work: LongWork | None = None
        self._waiting: LongWork | None = None  # for a person elsewhere, who signs in
        self._given_up: list[LongWork] = []  # whose threads wait yet
        self._works: dict[int, LongWork] = {}  # the last few: their pages are asked for when something else runs

    @contextmanager
    def project(self, *, to_change: bool = False) -> Iterator[Opened]:
        """Hold the project as its files are now; raises what looking at them raises.

        Who wants `to_change` it waits a moment until no other run of briefgen, as a second desk, writes to it, so that
        what each saves is put into what the other has saved; others look at it meanwhile. Raises `OccupiedError`.
        """
        with ExitStack() as held:
            if to_change:
                self._take_content(held)
            held.enter_context(self._lock)
            self._held = held
            self._look()
            yield self._project

    @contextmanager
    def project_to_mend(self, *, to_change: bool = False) -> Iterator[Opened]:
        """Hold the project, as `project` does, also where its settings can't be read, to mend them."""
        with ExitStack() as held:
            if to_change:
                with suppress(ProjectError):  # nobody can tell where the content is
                    self._take_content(held)
            held.enter_context(self._lock)
            self._held = held
            with suppress(Mistake, OSError):
                self._look()
            yield self._project

    def _look(self) -> None:
        if self._watcher is None:
            try:
                self._watcher = Watcher(self._project)
            except (Mistake, OSError):
                self._project.changed()  # once its settings are mended, they are read again
                raise
        self._watcher.look()
        self._project.conclude("settings", lambda: require_opens(self._project.project))
        self.languages = self._project.project.settings.languages

    def _take_content(self, held: ExitStack) -> None:
        began = monotonic()
        held.enter_context(self._changing)  # one after another, and none is long
        with self._lock:
            content = self._project.project.content
        held.enter_context(only_one(content, max(0.0, PATIENCE - (monotonic() - began))))

    @contextmanager
    def let_go(self) -> Iterator[None]:
        """Let others have the project while the block waits for something else, as a keyring that asks its owner.

        For whoever holds it, and changes nothing any more.
        """
        held = self._held
        held.close()
        try:
            yield
        finally:
            held.enter_context(self._lock)
            self._held = held

    @property
    def running(self) -> LongWork | None:
        """What runs just now."""
        return self._work if self._work and not self._work.wait(0) else None

    def work(self, number: str) -> LongWork | None:
        """Return what was begun under a number, if it wasn't long ago."""
        return next((work for work in self._works.values() if str(work.number) == number), None)

    def begin(
        self,
        what: str,
        who: str,
        run: Run,
        *,
        holds: bool = False,
        alone: bool = True,
        end: Any = None,
        stop: Event | None = None,
    ) -> LongWork:
        """Let something run beside, by whoever holds the project; raises `RunningError` while something else does.

        What isn't `alone` only waits for a person elsewhere: nothing else has to wait for it, nor does the end of the
        desk. There is one of that kind; who begins another is given the one that waits.
        """
        if not alone and self._waiting and not self._waiting.wait(0):
            return self._waiting
        self._given_up = [each for each in self._given_up if not each.is_over]
        if not alone and len(self._given_up) >= _MOST_WAITING:
            raise RunningError(
                Told("several sign-ins that were given up haven't ended yet: try again in a quarter of an hour")
            )
        if alone and (running := self.running):
            raise RunningError(
                Told(
                    "{what} – this runs just now, and one thing runs at a time: try again when it is done",
                    what=running.what,
                )
            )
        apart = self._project.apart()  # first, since it may raise
        work = LongWork(next(self._numbers), what, who, holds, end, stop)
        Thread(target=work.run, args=(apart, run), name=f"progress-{work.number}", daemon=not alone).start()
        self._works[work.number] = work
        if alone:
            self._work = work
        else:
            self._waiting = work
            self._given_up.append(work)
        self._works.pop(work.number - _KEPT, None)
        return work

    def wait_to_change(self) -> None:
        """Wait a moment while something runs during which nothing is changed."""
        if (running := self.running) and running.holds:
            running.wait(PATIENCE)

    def require_changeable(self) -> None:
        """Raise `RunningError` while something runs during which nothing is changed."""
        if (running := self.running) and running.holds:
            raise RunningError(
                Told(
                    "{what} – while this runs nothing is changed, and this was not saved: send it again in a moment",
                    what=running.what,
                )
            )
