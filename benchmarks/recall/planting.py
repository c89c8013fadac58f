"""The list of kinds of faults, and the drawing of faults from it by a seed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from recall.faults import Edit, Fault
from recall.site import Site

Planted = tuple[Edit | None, str | tuple[str, ...]]
"""An edit (None: not possible there), and the paths near which it must be reported."""

Plant = Callable[[Site, random.Random], Iterable[Planted]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault: where it can be planted, and which reports fit."""

    family: str
    name: str
    plant: Plant
    fits: tuple[str, ...]
    unfit: str
    also: tuple[str, ...]
    elsewhere: tuple[str, ...]
    everywhere: bool
    readable: bool

    def faults(self, site: Site, seed: int) -> Iterator[Fault]:
        """Return the faults in an order that the seed gives, those in other texts first, each fit to be planted."""
        rng = random.Random(f"{seed} {self.family} {self.name} {site.name}")
        found: list[Fault] = []
        for edit, near in self.plant(site, rng):
            if edit is not None:
                paths = (near,) if isinstance(near, str) else near
                old = site.files[edit.file][edit.start : edit.end]
                fault = Fault(
                    self.name, self.family, site.name, edit.file, edit.start, edit.end, edit.new, old, paths,
                    self.fits, self.unfit, self.also, self.elsewhere, self.everywhere, edit.expects, self.readable,
                )  # fmt: skip
                found.append(fault)
        return filter(site.sound, spread(rng, list(dict.fromkeys(found))))


KINDS: list[Kind] = []


def kind(
    family: str,
    name: str,
    fits: tuple[str, ...],
    *,
    unfit: str = "",
    also: tuple[str, ...] = (),
    elsewhere: tuple[str, ...] = (),
    everywhere: bool = False,
    readable: bool = True,
) -> Callable[[Plant], Plant]:
    """Enter a kind of fault in the list."""

    def enter(plant: Plant) -> Plant:
        KINDS.append(Kind(family, name, plant, fits, unfit, also, elsewhere, everywhere, readable))
        return plant

    return enter


def spread(rng: random.Random, faults: Sequence[Fault]) -> Iterator[Fault]:
    """Yield the faults shuffled, but one of each place before a second of any."""
    shuffled = list(faults)
    rng.shuffle(shuffled)
    rounds: Counter[str] = Counter()
    turns = []
    for number, fault in enumerate(shuffled):
        rounds[fault.near[0]] += 1
        turns.append((rounds[fault.near[0]], number))
    return (shuffled[number] for _, number in sorted(turns))


def draw(
    sites: Sequence[Site], seed: int, count: int, families: Sequence[str] = (), kinds: Sequence[str] = ()
) -> list[tuple[Site, Fault]]:
    """Return `count` faults of all kinds by turns, and of all projects; fewer if there are no more."""
    queues = [
        [iter(kind.faults(site, seed)) for site in sites]
        for kind in KINDS
        if (not families or kind.family in families) and (not kinds or kind.name in kinds)
    ]
    drawn: list[tuple[Site, Fault]] = []
    turn = 0
    while any(queues) and len(drawn) < count:
        for queue in queues:
            # Two of three in the first project, which is the larger one.
            for source in [*queue[-1:], *queue] if turn % 3 == 2 else list(queue):
                if fault := next(source, None):
                    drawn.append((next(site for site in sites if site.name == fault.project), fault))
                    break
            else:
                queue.clear()
        turn += 1
    return drawn[:count]
