"""What a worker does in tests of workers that die: imported by each of them, so with next to nothing."""

from __future__ import annotations

import os

from briefgen.making.worker import Made, WorkOrder, worker_name


def make(order: WorkOrder, root: str) -> Made:
    """Make nothing; `deadly` editions kill who makes them, `wrong` ones can't be made."""
    if order.edition == "deadly":
        os._exit(9)
    if order.edition == "wrong":
        raise MemoryError("too much")
    return Made(worker_name(), error=f"made {order.edition}")
