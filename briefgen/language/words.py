"""Words of a language that the checks look for: dates, numbers, what expires, how people are named.

All of it is about words as they are typed. A language without them is printed as well as any other; the checks that
would need them then find nothing in its texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MASK = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: stands in the checks for what isn't words; no letter, digit or space


@dataclass(frozen=True)
class Words:
    """Patterns (regular expressions, without boundaries) and plain words of one language.

    In `dates`, {Y} and {Z} stand for a year and a second one, {M} for a month, {D} and {E} for days; in `decade`, {T}
    and {U} stand for the first years of one and of a second one, or their last two digits.
    """

    # Dates
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()  # from Monday
    dates: tuple[str, ...] = ()  # those with more in them first; ISO and numerical dates are every language's
    decade: str = ""
    # Numbers
    numbers: Mapping[str, int] = field(default_factory=dict)  # stems of cardinal numbers
    number_endings: str = ""
    ordinals: Mapping[str, int] = field(default_factory=dict)  # stems of ordinal numbers
    hundreds: Mapping[str, int] = field(default_factory=dict)  # what stands before them from the 101st on
    ordinal_before: str = ""  # what makes an ordinal of the digits behind it, or before it
    ordinal_after: str = ""
    scales: Mapping[str, int] = field(default_factory=dict)  # million
    currencies: Mapping[str, str] = field(default_factory=dict)  # patterns of their names, by the code of ISO 4217
    rough_before: str = ""  # more than
    rough_after: str = ""
    years: str = ""  # the noun
    counted: Mapping[str, str] = field(default_factory=dict)  # people, organisations, countries, goals, votes
    members: str = ""  # what tells members of the association from others
    of_term: str = ""  # words beside a number of years: the length of a term,
    of_programme: str = ""  # of a programme,
    of_meetings: str = ""  # how often a body meets
    head_first: bool = False  # whether a noun stands before what describes it (Comités des lampes)
    # What time overtakes
    expiring: tuple[str, ...] = ()  # true on a day
    looking_back: str = ""  # those of them that are true of a day before: last year, recently
    until_then: str = ""  # words that say until when something else was so: until October on paper, now …
    future: tuple[str, ...] = ()  # true until something has happened
    held: str = ""  # of an event: held, took place
    of_another: str = ""  # words that say that a sentence is about another event, place or time
    of_before: str = ""  # former, then
    reported: str = ""  # what opens somebody's words in a sentence about them: that
    # People
    honorifics: str = ""
    of_man: str = ""  # a man's titles, before his name,
    of_woman: str = ""  # a woman's,
    he: str = ""  # and pronouns
    she: str = ""
    lesser: str = ""  # what makes another office of the title behind it: deputy
    title_case: str = ""  # an ending that a title and the name behind it share, and few other words do
    titles: str = ""  # offices anywhere, with which a name is often given
    given_names: frozenset[str] = frozenset()  # where no capital shows a name
    surnames: str = ""  # words that can only be surnames, without their last ending
    likely_surnames: str = ""  # words that may be others too: taken for a surname behind a given name or an honorific
    capitals: bool = True  # whether names start with a capital
    name_endings: tuple[str, ...] = ("",)  # what the last word of a name can end in
    dropped: str = ""  # last letters of a name that give way to such an ending
    copula: str = ""  # is, was
    copula_ending: str = ""  # what the last word of a title ends in when it says so by itself
    not_in_office: str = ""  # words that name somebody as not, not yet or no longer in an office
    # Organisations
    owner_before: str = ""  # the word before something, an `owner`, that says whose it is,
    owner_behind: str = ""  # or what follows it
