"""The run: takes what waits in the ledger out, over a few connections of a way, and notes what became of it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue

from briefgen.mailing.ledger.book import Ledger, Message, State, TakenError
from briefgen.mailing.ways.base import Connection, Outcome, UnreachableError, Way
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

PostProgress = Callable[[Message, Outcome], None]

_LOOK_UP = 0.2  # seconds: how soon Ctrl-C is seen where waiting for a thread hides it (Windows)


@dataclass(frozen=True, slots=True)
class Conditions:
    """On what conditions letters go, as things stand: how often and how long each is tried, and which may not go."""

    retry_seconds: Sequence[int]  # the pauses after each try; the last one again and again
    give_up_hours: float
    connections: int = 2  # at once
    forbidden: Mapping[int, str] = field(default_factory=dict)  # letters by number, and why


@dataclass(frozen=True)
class Summary:
    """How the messages of a run stand at its end."""

    counts: Mapping[State, int]
    next_try: datetime | None  # when the first of the deferred ones is due
    interrupted: bool  # by Ctrl-C: what was under way then was brought to its end


def post(
    ledger: Ledger,
    way: Way,
    conditions: Conditions,
    *,
    messages: Sequence[int] | None,
    wait: timedelta,
    now: Callable[[], datetime],
    sleep: Callable[[float], None],
    look_again: Callable[[], Conditions],
    progress: PostProgress,
) -> Summary:
    """Send what waits (`messages`: only these), and try deferred ones again as far as `wait` allows.

    `look_again` says how things stand whenever letters are tried that had to wait; what it raises ends the run.
    `progress` is told of each try, in the thread that called. Raises `Mistake` if a letter may not go any more, and
    `ServerError` if the server can't be used: what it hasn't taken then waits as before. Raises `LedgerError` if
    something can't be noted; nothing more is sent then.
    """
    with ledger.run_lock(now()):
        run = _Run(ledger, way, conditions, now, look_again, progress)
        ledger.leave_alone(way.mailbox, now())
        numbers = [message.id for message in ledger.waiting(messages)]
        try:
            _rounds(run, numbers, now() + wait, sleep)
        except KeyboardInterrupt:
            run.interrupted = True
        except Mistake as error:  # it stands with the letters as long as they wait
            ledger.held_up(numbers, str(error), now())
            raise
        ledger.tidy()
        ends = [ledger.message(number) for number in numbers]
        return Summary(
            Counter(message.state for message in ends),
            min((message.next_try for message in ends if message.next_try), default=None),
            run.interrupted,
        )


def _rounds(run: _Run, numbers: Sequence[int], end: datetime, sleep: Callable[[float], None]) -> None:
    """Send what is due, wait for what is due later or for the server, look again, until `end` or Ctrl-C."""
    failures = 0
    while not run.interrupted and (waiting := run.ledger.waiting(numbers)):
        due = [message for message in waiting if message.next_try is None or message.next_try <= run.now()]
        if not due:
            first = min(message.next_try for message in waiting if message.next_try)
            if first > end:
                return
            sleep(max(0.0, (first - run.now()).total_seconds()))
            run.look(waiting)
            continue
        if not run.looked:
            run.look(waiting)
        before = run.tries
        try:
            run.round(due)
        except UnreachableError:
            if run.tries > before:  # the server may only want fewer connections
                failures = 0
                continue
            # At the very start a person is better told at once.
            pauses = run.conditions.retry_seconds
            if not run.tries or failures >= len(pauses):
                raise
            pause = pauses[failures]
            if run.now() + timedelta(seconds=pause) > end:
                raise
            sleep(pause)
            run.look(waiting)
            failures += 1


@dataclass
class _Run:
    """What the threads of a run share."""

    ledger: Ledger
    way: Way
    conditions: Conditions
    now: Callable[[], datetime]
    look_again: Callable[[], Conditions]
    progress: PostProgress
    stop: threading.Event = field(default_factory=threading.Event)
    tries: int = 0
    looked: bool = True  # since the last round; before the first, whoever starts the run has
    interrupted: bool = False

    def look(self, waiting: Sequence[Message]) -> None:
        """See how things stand now. Raises `Mistake` if a letter that waits may not go any more."""
        self.conditions = self.look_again()
        for message in waiting:
            if why := self.conditions.forbidden.get(message.id):
                raise Mistake(
                    Told(
                        "what waits may not go as it is any more, since {why}; the same command shows what may", why=why
                    )
                )
        self.looked = True

    def round(self, due: Sequence[Message]) -> None:
        """Try each message once. Raises what kept the run from it, when no thread works any more."""
        self.looked = False
        first = self.way.open()  # alone: a wrong password is tried only once
        self.stop.clear()
        jobs: SimpleQueue[Message] = SimpleQueue()
        for message in due:
            jobs.put(message)
        events: SimpleQueue[_Event] = SimpleQueue()
        workers = [_Worker(self, jobs, events) for _ in range(max(1, min(self.conditions.connections, len(due))))]
        workers[0].connection = first
        errors = self._follow(workers, events)
        lasting = [error for error in errors if not isinstance(error, UnreachableError)]
        for error in lasting or errors:
            raise error

    def _follow(self, workers: Sequence[_Worker], events: SimpleQueue[_Event]) -> list[BaseException]:
        """Let the threads work until all have ended. Ctrl-C lets each finish its message; twice cuts them off."""
        errors: list[BaseException] = []
        while True:
            try:
                self._listen(workers, events, errors)
                return errors
            except KeyboardInterrupt:
                if self.interrupted:
                    for worker in workers:
                        worker.abort()
                self.interrupted = True
                self.stop.set()

    def _listen(self, workers: Sequence[_Worker], events: SimpleQueue[_Event], errors: list[BaseException]) -> None:
        """Start what hasn't started, and pass on what the threads tell until all have ended."""
        for worker in workers:
            if worker.ident is None:
                worker.start()
        while any(worker.is_alive() for worker in workers) or not events.empty():
            try:
                event = events.get(timeout=_LOOK_UP)
            except Empty:
                continue
            if isinstance(event, _Worker):
                event.join()
            elif isinstance(event, BaseException):
                errors.append(event)
            else:
                self.tries += 1
                try:
                    self.progress(*event)
                except Exception as error:  # what is under way is brought to its end first
                    errors.append(error)
                    self.stop.set()

    def after(self, message: Message, outcome: Outcome) -> tuple[State, str, datetime | None, datetime | None]:
        """Return what a try makes of a message: state, reply, next try, when to give up."""
        if outcome.kind != "deferred":
            return outcome.kind, outcome.reply, None, None
        now, pauses = self.now(), self.conditions.retry_seconds
        pause = pauses[min(message.attempts, len(pauses) - 1)] if pauses else 0
        next_try = now + timedelta(seconds=max(pause, outcome.pause))
        give_up = message.give_up or now + timedelta(hours=self.conditions.give_up_hours)
        if next_try > give_up or not pauses:
            state: State = "uncertain" if outcome.doubtful or (message.doubtful and message.mailbox) else "refused"
            return (
                state,
                Told("given up after {number} tries: {said}", number=message.attempts + 1, said=outcome.reply),
                None,
                give_up,
            )
        return "deferred", outcome.reply, next_try, give_up


class _Worker(threading.Thread):
    """One thread with one connection at a time, which takes messages until there are none or it is told to stop."""

    def __init__(self, run: _Run, jobs: SimpleQueue[Message], events: SimpleQueue[_Event]) -> None:
        super().__init__(daemon=True)
        self._run = run
        self._jobs = jobs
        self._events = events
        self.connection: Connection | None = None

    def run(self) -> None:
        try:
            while not self._run.stop.is_set():
                try:
                    message = self._jobs.get_nowait()
                except Empty:
                    break
                self._send(message)
        except UnreachableError as error:  # the others may still have theirs
            self._events.put(error)
        except BaseException as error:
            self._run.stop.set()
            self._events.put(error)
        finally:
            if self.connection is not None:
                self.connection.close()
            self._events.put(self)

    def abort(self) -> None:
        if (connection := self.connection) is not None:
            connection.abort()

    def _send(self, message: Message) -> None:
        ledger, now = self._run.ledger, self._run.now
        begun = False

        def before_data() -> None:
            nonlocal begun
            ledger.begin(message.id, now(), self._run.way.mailbox)
            begun = True

        try:
            wire = ledger.wire(message.id)
            if self.connection is None or not self.connection.usable:
                if self.connection is not None:
                    self.connection.close()
                self.connection = self._run.way.open()
            outcome = self.connection.send(message.sender, message.address, wire, before_data)
            state, reply, next_try, give_up = self._run.after(message, outcome)
            noted = ledger.note(
                message.id, state, reply, now(), begun=begun, next_try=next_try, give_up=give_up,
                doubtful=outcome.doubtful,
            )  # fmt: skip
        except TakenError:
            return  # whoever has it, it is not for this run to send
        self._events.put((noted, outcome))


_Event = tuple[Message, Outcome] | BaseException | _Worker
