"""What was issued, beside what its edition would print now."""

from __future__ import annotations

from briefgen.checks.families import issued
from briefgen.checks.subject import Drift
from tests.checks.small import found, severities, subject

CODE = issued.issued_differs.code


def drift(path: str, issued: str = "old@1", **fields: str | bool) -> Drift:
    return Drift(issued, issued.partition("@")[0], path, **{"told": "it says B", "ways": "since", **fields})  # type: ignore[arg-type]


def test_a_value_that_several_issued_versions_printed_otherwise_is_told_once() -> None:
    path = "association.acronym"
    about = subject(drifts=(drift(path), drift(path, "older@2", told="it says C")))
    (only,) = found(about, CODE)
    assert only.path == path
    assert only.message == f"{path}: it says B, without a record of since when; old@1, older@2 printed it as it was"
    assert only.hint == (
        "if it is new from a day on: since; if it was wrong: briefgen issue old --bump and briefgen issue older --bump"
    )


def test_what_is_gone_is_told_at_the_nearest_thing_around_it() -> None:
    about = subject(drifts=(drift("association.works[gone].title"), drift("nowhere[at].all")))
    assert [one.path for one in found(about, CODE)] == ["association.works", ""]


def test_what_cannot_be_compared_says_why_and_nothing_else() -> None:
    about = subject(
        drifts=(Drift("old@1", "old", why="it is damaged"), Drift("now@1", "now", why="lost", current=True))
    )
    assert [one.path for one in found(about, CODE)] == ["editions[old]", "editions[now]"]
    assert found(about, CODE)[0].message.endswith("would print now: it is damaged")


def test_the_newest_edition_has_one_note_with_eight_paths_at_most() -> None:
    def note(count: int) -> str:
        drifts = [drift(f"p{number}", "now@1", current=True) for number in range(count)]
        about = subject(drifts=(*drifts, drifts[0]))
        (only,) = found(about, CODE)
        assert only.path == "editions[now].version"
        assert severities(about, CODE) == ["note"]
        return only.message

    assert note(2) == "since now@1 was issued, other words stand at p0, p1"
    assert note(8).endswith("p6, p7")
    assert note(9).endswith("p6, p7 and 1 more")
    assert note(10).endswith("p6, p7 and 2 more")
