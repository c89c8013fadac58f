"""Many pages are asked for: one after the other of a host, a few hosts at once, and none that answered lately."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from urllib.parse import urlsplit
from urllib.request import getproxies

from briefgen.cache.store import Cache, key_of
from briefgen.online.asking import Judge, ask, is_public
from briefgen.online.reply import Reply
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

AT_ONCE = 8  # hosts
A_PAGE = 30.0  # seconds, with all that it redirects to
ALL = 300.0  # seconds
KEPT = 86_400  # seconds, for which what a page answered isn't asked anew
_LASTING = ("there", "gone", "moved")
_CACHED = "link"


class OnlineError(Mistake):
    """Nothing can be asked from here; nothing was concluded."""


def trusting(authority: str | None = None) -> ssl.SSLContext:
    """Return the rules of TLS: certificates are verified, by what the system trusts or one authority (PEM)."""
    context = ssl.create_default_context(cadata=authority)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def look(
    urls: Iterable[str],
    cache: Cache | None = None,
    *,
    context: ssl.SSLContext | None = None,
    judge: Judge = is_public,
    now: Callable[[], float] = time.time,
    seconds: float = ALL,
) -> tuple[Reply, ...]:
    """Return what each page answers, or has answered within a day; raises `OnlineError`.

    Only that a page is there, gone or moved is kept, with its time, under a hash of its address.
    """
    wanted = list(dict.fromkeys(urls))
    found = {url: reply for url in wanted if (reply := _kept(url, cache, now())) is not None}
    left = [url for url in wanted if url not in found]
    if any(url.startswith("https:") for url in left) and _through_a_proxy():
        raise OnlineError(
            Told(
                "this computer reaches the web through a proxy, which looks sites up by itself: whether they are public"
                " can't be seen from here, so no link was asked; look from a computer that reaches the web directly"
            )
        )
    asked = _ask_all(left, context or trusting(), judge, seconds)
    tried = [reply for reply in asked if reply.kind != "plain"]
    sites = {urlsplit(reply.url).netloc for reply in tried}
    if not found and len(sites) > 1 and all(reply.kind == "offline" for reply in tried):  # one may well be mistyped
        raise OnlineError(Told("none of the sites could be found: is this computer on the web? No link was judged"))
    for reply in asked:
        if cache is not None and reply.kind in _LASTING:
            told = {"at": now(), "kind": reply.kind, "about": reply.about}
            cache.put(_CACHED, key_of(reply.url), json.dumps(told).encode())
    found |= {reply.url: reply for reply in asked}
    return tuple(found[url] for url in wanted)


def _ask_all(urls: Collection[str], context: ssl.SSLContext, judge: Judge, seconds: float) -> Sequence[Reply]:
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc.casefold(), []).append(url)
    end, over = time.monotonic() + seconds, Event()

    def ask_host(pages: list[str]) -> list[Reply]:
        return [ask_page(url) for url in pages]

    def ask_page(url: str) -> Reply:
        left = 0.0 if over.is_set() else end - time.monotonic()
        return ask(url, min(A_PAGE, left), context=context, judge=judge) if left > 0 else Reply(url, "unasked")

    with ThreadPoolExecutor(AT_ONCE) as crew:
        try:
            return [reply for replies in crew.map(ask_host, hosts.values()) for reply in replies]
        finally:
            over.set()  # who gives up waits for the pages that are asked for just now, and for no others


def _kept(url: str, cache: Cache | None, now: float) -> Reply | None:
    data = cache.get(_CACHED, key_of(url)) if cache is not None else None
    if data is None:
        return None
    told = json.loads(data)
    return Reply(url, told["kind"], told["about"]) if 0 <= now - told["at"] < KEPT else None


def _through_a_proxy() -> bool:
    proxies = getproxies()
    return bool(proxies.get("https") or proxies.get("all"))
