"""Links are asked for when somebody presses the button, and never else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from briefgen.online import links
from briefgen.online.links import OnlineError
from briefgen.online.reply import Kind, Reply
from tests.desk.conftest import Running


def test_links_are_looked_at_when_somebody_wants_it_and_never_else(
    desk: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    kind: list[Kind] = ["gone"]

    def look(urls: Iterable[str], cache: Any) -> tuple[Reply, ...]:
        asked.extend(urls)
        if not kind:
            raise OnlineError("no way out")
        return tuple(Reply(url, kind[0], "404") for url in urls)

    monkeypatch.setattr(links, "look", look)
    desk.post("/language", language="en", here="/")
    page = desk.get("/check").text
    assert "nothing else leaves this computer" in page
    for address in ("/", "/brief", "/todo", "/thing?path=sources[example-page]"):
        desk.get(address)
    assert asked == []
    told = desk.post("/links", asked="yes").text
    assert asked
    assert "this page is no longer there (its server says: 404)" in told
    assert f"Pages checked: {len(asked)}. Pages that need a look: " in told
    assert '<form method="post" action="/links"><p><button name="asked" value="yes">Ask them again</button>' in told
    assert "/thing?path=sources" in told
    assert "is gone" not in desk.get("/check").text
    kind[0] = "there"
    assert "All links answer." in desk.post("/links", asked="yes").text
    kind.clear()
    assert "No way out." in desk.post("/links", asked="yes").text
