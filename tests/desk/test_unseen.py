"""What nobody sees and stands in a file is shown at its field; it goes once the field is changed."""

from __future__ import annotations

import asyncio
from pathlib import Path

from briefgen.desk.unseen import unseen_in
from tests.desk.in_process import Client


def test_a_form_marks_where_signs_stand_that_nobody_sees(root: Path, runner: asyncio.Runner) -> None:
    path = root / "content" / "places.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Example City", "Ex\u00adam\u200bple City"), encoding="utf-8")
    desk = Client(root, runner, "en")
    page = desk.get("/thing", path="places.cities[example-city]")
    assert page.text.count("Signs stand here that nobody sees") == 1
    assert "They are where ¦ stands: Ex¦am¦ple. Once" in page.text
    fields = page.form("/thing").fields  # type: ignore[union-attr]
    assert desk.post("/thing", fields | {"f.note": "A note", "kind": "always"}).status == 303
    assert "Ex\u00adam\u200bple City" in path.read_text(encoding="utf-8")  # nobody changed that field
    page = desk.get("/thing", path="places.cities[example-city]")
    fields = page.form("/thing").fields  # type: ignore[union-attr]
    fields["f.name.en"] += " "
    assert desk.post("/thing", fields | {"kind": "always"}).status == 303
    assert "Example City" in path.read_text(encoding="utf-8")
    assert "unseen-signs" not in desk.get("/thing", path="places.cities[example-city]").text


def test_of_many_places_a_form_shows_the_first() -> None:
    assert unseen_in("plain words") == ""
    assert unseen_in(" ".join(f"a\u00ad{number}" for number in range(9))) == "a¦0, a¦1, a¦2, a¦3, a¦4 …"
