from __future__ import annotations

from briefgen.checks import RULES, Subject
from briefgen.content.reading.loader import load
from tests.conftest import DEMO, DemoCopy


def test_a_text_lacks_the_long_name_and_the_short_one_once(demo_copy: DemoCopy) -> None:
    ka, en = "სააგენტო ასოციაციას აწვდის სანიმუშო", "The Agency provides the Association with"
    demo_copy.edit("content/cooperation.yaml", ka, "სანიმუშო სააგენტო და სააგენტო აწვდის")
    demo_copy.edit("content/cooperation.yaml", en, "It provides")
    subject = Subject(load(demo_copy.root / "content"), ("ka", "en"), DEMO)
    (found,) = RULES["glossary-unused"].find(subject)
    assert found.message == "the text in 'ka' says „სანიმუშო სააგენტო“, this one doesn't say „Example Agency“"
