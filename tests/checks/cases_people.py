from __future__ import annotations

from tests.checks.cases import fires, silent

PEOPLE = "people.yaml"
SECOND = """
  - id: second-example-president
    person: second-example
    office: president
    start: {start}
    end: 2033
"""

CASES = (
    fires(
        "office-twice", "two at once", (PEOPLE, "start: 2028-01", "start: 2028-01\n    end: 2031"),
        (PEOPLE, "", SECOND.format(start=2029)), marks="second-example-president",
    ),
    silent("office-twice", "one after the other", (PEOPLE, "", SECOND.format(start=2029))),
)  # fmt: skip
