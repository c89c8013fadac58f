"""A Dask cluster as the crew of a batch, through `concurrent.futures`: projects go to its workers by value.

Whoever reaches a scheduler can run code on all its workers (docs.dask.org, «Deploy: security»), so one beyond this
computer is reached by TLS alone; docs/batch.md says how an office runs one.
"""

from __future__ import annotations

import ipaddress
import logging
import tempfile
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

from briefgen.making.crews import ClusterError, processors
from briefgen.making.opened import Opened
from briefgen.making.parcel import Parcel, pack
from briefgen.making.worker import DifferentError, Made, WorkOrder, make_from, tools, tools_key

LOCAL = "local"  # the address of a cluster that is started for this run alone
_CONNECT = 20  # s, to reach a scheduler
# Dask serves pages over HTTP to anybody, whatever the certificates: of a trial, none. Nor does it look a hundred times
# a second at what its workers do, which for deep calls takes as long as these.
_LEAN: dict[str, Any] = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,
}
_PATIENCE = 60.0  # s, that a cluster may be without any worker


class Cluster:
    """A Dask cluster. It does again by itself what a worker had in hand that died."""

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False)
        self._address = address
        self._tools = tools()
        self._key = tools_key(self._tools)
        self._different: dict[str, str] = {}  # by worker: what differs; nothing for one that may work
        self._sent: tuple[Opened, Any] | None = None
        self._seen = time.monotonic()
        self.deaths: list[str] = []

    @property
    def room(self) -> int:
        """How much it takes in hand at a time: for each worker what it does, and what it does next."""
        return max(1, 2 * len(self._workers()))

    def begin(self, order: WorkOrder, project: Opened) -> Future[Made]:
        """Have an edition made by a worker with the same tools; the project goes once for all its editions."""
        there = self._workers()
        ours = [worker for worker in there if not self._different[worker]]
        if there and not ours:
            told = "; ".join(f"{worker}: {what}" for worker, what in sorted(self._different.items()) if what)
            raise ClusterError(f"no worker has the same briefgen and the same packages as this computer: {told}")
        where: dict[str, Any] = {}
        if len(ours) < len(there):
            where = {"workers": ours, "allow_other_workers": True}
        if self._sent is None or self._sent[0] is not project:
            self._sent = project, self._submit(_same, pack(project))
        future: Future[Made] = self._executor.submit(make_from, order, self._sent[1], self._key, **where)
        return future

    def made(self, future: Future[Made]) -> Made | None:
        """Return what was made; None if it came to a worker with other tools, or was lost on the way."""
        from distributed import KilledWorker

        try:
            return future.result()
        except (DifferentError, CancelledError):
            return None
        except KilledWorker as error:  # Dask has tried as often as its settings allow
            return Made("", error=f"each worker that made it died: {error}")

    def _submit(self, function: Any, value: Parcel) -> Any:
        with warnings.catch_warnings():  # of a value that is large
            warnings.simplefilter("ignore", UserWarning)
            return self._client.submit(function, value, pure=False)

    def _workers(self) -> list[str]:
        """Return the workers that are there; raises `ClusterError` if there have been none for long."""
        try:
            there = sorted(self._client.nthreads())
            new = [worker for worker in there if worker not in self._different]
            if new:
                asked = self._client.run(tools, workers=new, on_error="return")
                self._different |= {worker: self._differs(asked.get(worker)) for worker in new}
        except OSError as error:
            raise ClusterError(f"the cluster at {self._address} can't be reached any more: {error}") from None
        for gone in [worker for worker in self._different if worker not in there]:
            if not self._different.pop(gone):
                self.deaths.append(gone)
        if there:
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > _PATIENCE:
            raise ClusterError(f"the cluster at {self._address} has no workers")
        return there

    def _differs(self, theirs: Any) -> str:
        """Return what a worker has in another version; nothing if nothing."""
        if not isinstance(theirs, dict):
            return f"it can't be asked ({theirs})"
        names = [name for name in {**self._tools, **theirs} if self._tools.get(name) != theirs.get(name)]
        told = (
            f"{name} {theirs.get(name, 'missing')}, not {self._tools.get(name, 'missing')}" for name in sorted(names)
        )
        return ", ".join(told)


def _same(parcel: Parcel) -> Parcel:
    """Return a parcel; as a task of its own, it is had again from the scheduler when the worker that has it dies."""
    return parcel


@contextmanager
def open_cluster(address: str, workers: int | None = None) -> Iterator[Cluster]:
    """Give the Dask cluster at an address; `local` starts one, of so many workers, that ends with this run.

    The certificates for one beyond this computer are those of Dask's own settings. Raises `ClusterError`.
    """
    try:
        import dask
        import distributed
    except ImportError:
        raise ClusterError("a cluster needs the package distributed; type: pip install 'briefgen[cluster]'") from None
    _require_safe(address)
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # a worker's end is told by us
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", distributed.versions.VersionMismatchWarning)  # tools are compared by us
        if address != LOCAL:
            if address.startswith("tls:") and not distributed.Security().get_connection_args("client")["ssl_context"]:
                raise ClusterError(f"{address} wants certificates, and Dask's settings name none (docs/batch.md)")
            try:
                client = distributed.Client(address, timeout=_CONNECT, set_as_default=False)
            except (OSError, ValueError, TypeError, RuntimeError) as error:
                raise ClusterError(f"the cluster at {address} can't be reached: {error}") from None
            with client:
                yield Cluster(client, address)
            return
        security = distributed.Security.temporary()  # else every user of this computer could run code as this one
        with (
            tempfile.TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True) as folder,
            dask.config.set({"temporary-directory": folder, **_LEAN}),
            distributed.LocalCluster(
                n_workers=workers or processors(), threads_per_worker=1, security=security, protocol="tls",
                host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL,
            ) as cluster,
            distributed.Client(cluster, set_as_default=False) as client,
        ):  # fmt: skip
            yield Cluster(client, LOCAL)


def _require_safe(address: str) -> None:
    if address == LOCAL:
        return
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    host = parts.hostname or ""
    near = host == "localhost"
    with suppress(ValueError):
        near = near or ipaddress.ip_address(host).is_loopback
    if parts.scheme != "tls" and not near:
        raise ClusterError(
            f"{address} is reached without TLS, and whoever is on the network could read the briefs and run code;"
            f" write tls://{parts.netloc} (docs/batch.md says how to set it up)"
        )
