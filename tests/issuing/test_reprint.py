"""What a reprint says where the tools of then are not those of now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.issuing import reprint as module
from briefgen.issuing.reprint import _why, face_packages
from briefgen.look.theme import Theme
from tests.issued.versions import facts, freeze


@pytest.mark.parametrize(
    ("then", "now", "lines"),
    [
        ({"b": "1", "a": "1"}, {"a": "2", "b": "2"}, [
            "since 2030-05-02 packages have changed: a 1 → 2, b 1 → 2", "HOW",
        ]),
        ({"a": "1"}, {}, ["since 2030-05-02 packages have changed: a 1 → not there", "HOW"]),
        ({"python": "1"}, {"python": "2"}, ["since 2030-05-02 what no lock holds has changed: python 1 → 2"]),
        ({"a": "1", "python": "1"}, {"a": "2", "python": "2"}, [
            "since 2030-05-02 packages have changed: a 1 → 2", "HOW",
            "since 2030-05-02 what no lock holds has changed: python 1 → 2",
        ]),
        ({"a": "1"}, {"a": "1", "b": "7"}, [
            "everything that briefgen knows of has the version of 2030-05-02; something else differs on this machine,"
            " such as a library of the system",
        ]),
    ],
)  # fmt: skip
def test_what_has_changed_since_is_named_with_what_brings_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: dict[str, str], now: dict[str, str], lines: list[str]
) -> None:
    monkeypatch.setattr(module, "command_for", lambda issued: "HOW")
    why = _why(freeze(tmp_path, facts(tools=then)), now)
    assert str(why).splitlines() == lines
    assert {**why.packages, **why.others} == {
        name: (was, now.get(name)) for name, was in then.items() if now.get(name) != was
    }


def test_the_packages_of_faces_are_called_as_a_lock_calls_them(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "packages_distributions", lambda: {"mpl": ["Mat_Plot.Lib", "Another"], "figo": ["x"]})
    faces = replace(theme.faces, regular="figo", bold="mpl:a.ttf", italic="mpl:b.ttf", bold_italic="nowhere:c.ttf")
    assert face_packages(replace(theme, faces=faces)) == ["another", "mat-plot-lib"]
    assert face_packages(theme) == []
