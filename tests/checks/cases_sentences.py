"""How sentences begin and end."""

from __future__ import annotations

from tests.checks.cases import Edit, Language, fires, silent

COOPERATION = "cooperation.yaml"
STARTS: dict[str, str] = {"ka": "სააგენტომ მიიღო", "en": "The Agency received"}


def says(language: Language, text: str) -> Edit:
    """Put a sentence before an entry."""
    return COOPERATION, STARTS[language], f"{text} {STARTS[language]}"


def ends(text: str) -> Edit:
    """Have the entry on statistics end otherwise."""
    return COOPERATION, "with example statistics.", f"with example statistics.{text}"


CASES = (
    fires("capital-missing", "behind a full stop", says("en", "It adopts rules. it meets once."),
          marks="it"),
    fires("capital-missing", "behind a question", says("en", "Who came (and when)? nobody knows."),
          marks="nobody"),
    silent("capital-missing", "an abbreviation",
           says("en", "It has approx. ten members, e.g. the Agency, etc. and so on.")),
    silent("capital-missing", "no capitals", says("ka", "ბიურო შეიკრიბა. იგი მუშაობს.")),
    silent("capital-missing", "a name", says("en", "It met. It works.")),
    fires("end-missing", "behind a sentence", ends(" It is read by all"), marks="l", language="en"),
    fires("end-missing", "behind a sentence", (COOPERATION, "სტატისტიკას.", "სტატისტიკას. მას ყველა კითხულობს"),
          marks="ს", language="ka"),
    silent("end-missing", "with a mark", ends(" It is read by all!"), language="en"),
    silent("end-missing", "with a mark in brackets", ends(" (It is read by all.)"), language="en"),
    silent("end-missing", "with a mark",
           (COOPERATION, "სტატისტიკას.", "სტატისტიკას. მას ყველა კითხულობს."), language="ka"),
    fires("marks-mixed", "the rarer one", says("en", "Mr Example, Mr Sample and Mr. Other came."),
          marks="Mr."),
    fires("marks-mixed", "two ways", says("en", "It was 10 percent, then 20 percent, then 30 per cent."),
          marks="per cent"),
    silent("marks-mixed", "one way", says("en", "Mr Example and Ms Sample came, 10 per cent of all.")),
    silent("marks-mixed", "nothing of the kind", says("ka", "ბატონი მაგალითაძე მოვიდა.")),
)  # fmt: skip
