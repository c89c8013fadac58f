"""Numbers of one sentence that don't go with one another: parts and their whole, differences, shares, averages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.checks import by_country
from briefgen.checks.about import event_of
from briefgen.checks.amounts import Amount, Sentence, amounts, compiled, sentence_at, told_sentences, turn, values
from briefgen.checks.families.figures import stats_by_kind
from briefgen.checks.lengths import lengths
from briefgen.checks.likely import Matcher, matcher
from briefgen.checks.rough import roughness
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import dates, sentence, words_of
from briefgen.checks.shares import CLOSE, beside_expected, bodies_under, figure_of, of_members_there, shares
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.language import said
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told


@rule("sum-wrong", "error", "The numbers of a sentence go with one another.")
def sum_wrong(subject: Subject) -> Iterator[Found]:
    """Find parts that are more than their whole, differences, multiples, shares and averages that aren't right."""
    for text, told in told_sentences(subject):
        yield from _percents(text, told)
        yield from _more_than_all(text, told)
        yield from _changes(text, told)
        found = list(_parts(subject, text, told)) or list(_of_these(subject, text, told))
        yield from found or _both_sorts(text, told)
        yield from shares(subject, text, told)
        yield from _averages(subject, text, told)
    yield from beside_expected(subject)
    yield from of_members_there(subject)
    yield from by_country.unlike_all(subject)


def _found(text: TextIn, amount: Amount, message: str, hint: str = "", severity: Severity | None = None) -> Found:
    hint = hint or Told("correct the number that is wrong")
    return Found(text.path, message, hint, text.key, amount.start, amount.end - amount.start, severity=severity)


# Shares of a hundred -----------------------------------------------------------------------------------------------


def _percents(text: TextIn, told: Sentence) -> Iterator[Found]:
    percent, code = turn(text.language, "percent"), text.language
    shares = [
        amount
        for amount in told.amounts
        if percent.match(text.words, _behind(text, amount.end)) and not _is_points(text, amount)
    ]
    if not shares or turn(code, "beyond").search(told.words) or turn(code, "from_to").search(told.words):
        return
    if len(shares) == 1 and shares[0].value > 100:
        counted = "|".join(words_of(code).counted.values())
        if matcher(counted).search(told.words) or turn(code, "share_of").search(told.words):
            message = Told("{number} per cent are more than all", number=f"{shares[0].value:g}")
            yield _found(text, shares[0], message)
    elif len(shares) > 1 and (total := sum(share.value for share in shares)) > 100.5:
        years = {date.year for date in dates(text) if told.start <= date.start < told.end and date.year}
        if len(years) < 2 and all(share.value <= 100 for share in shares[:1]):
            message = Told("the shares of this sentence add up to {total} per cent", total=f"{total:g}")
            # Of two, each may be of another whole.
            severity: Severity = "error" if len(shares) > 2 else "warning"
            yield _found(text, shares[-1], message, Told("look which of them is wrong"), severity)


def _more_than_all(text: TextIn, told: Sentence) -> Iterator[Found]:
    """Yield «half from Georgia and two thirds from elsewhere»: shares in words that are more than their whole."""
    code, found = text.language, dict[int, tuple[re.Match[str], float]]()
    if turn(code, "beyond").search(told.words) or turn(code, "percent").search(told.words):
        return
    for pattern, value in values(code, "shares").items():
        for match in pattern.finditer(text.words, told.start, told.end):
            # «ორი მესამედი» holds «მესამედი»: the longer one counts.
            if match.end() not in found or match.start() < found[match.end()][0].start():
                found[match.end()] = match, value
    shares = [found[end] for end in sorted(found)]
    behind, before = (said.pattern(code, "sums", f"share_of_{side}") for side in ("behind", "before"))
    named = [
        match
        for match, _ in shares
        if re.match(behind, text.words[match.end() : told.end])
        or re.search(f"(?:{before})$", text.words[told.start : match.start()])
    ]
    # Each of its own whole may be anything: half of the members and two thirds of the countries.
    if len(shares) > 1 and len(named) == 1 and sum(value for _, value in shares) > 1 + _OVER:
        last = shares[-1][0]
        message = Told("the shares of this sentence are more than the whole")
        hint = Told("look which of them is wrong")
        yield Found(text.path, message, hint, text.key, last.start(), len(last[0]), severity="warning")


_OVER = 0.05  # by how much shares in words may be rounded together


def _behind(text: TextIn, at: int) -> int:
    while at < len(text.words) and text.words[at].isspace():
        at += 1
    return at


def _is_points(text: TextIn, amount: Amount) -> bool:
    return bool(turn(text.language, "points").match(text.words, _behind(text, amount.end)))


# From so many to so many, by so many -------------------------------------------------------------------------------


def _changes(text: TextIn, told: Sentence) -> Iterator[Found]:
    code = text.language
    found = turn(code, "from_to").search(told.words)
    if not found:
        return
    first, last = float(found["a"]), float(found["b"])
    here = told.at(found.start("b"))
    if here is None or first == 0:
        return
    first = _scaled_alike(code, first, last)
    rises, falls = (bool(turn(code, name).search(told.words)) for name in ("rise", "fall"))
    if rises != falls and (last < first if rises else last > first):
        message = Told("from {first} to {last} is the other way", first=f"{first:g}", last=f"{last:g}")
        yield _found(text, here, message, Told("correct a number, or say whether it rose or fell"))
        return
    rest = f"{told.words[: found.start()]}{'~' * len(found[0])}{told.words[found.end() :]}"
    for by in turn(code, "by").finditer(rest):
        amount = told.at(by.start("c"))
        if amount is None:
            continue
        difference = abs(last - first)
        if turn(code, "percent").match(text.words, _behind(text, amount.end)):
            difference = 100 * difference / first if not _is_points(text, amount) else difference
            wrong = abs(amount.value - difference) > max(1.0, 0.1 * difference)
            right = f"{difference:.0f}"
        else:
            wrong, right = abs(amount.value - difference) > 1e-9, f"{difference:g}"
        if wrong:
            about = {"first": f"{first:g}", "last": f"{last:g}", "right": right}
            yield _found(text, amount, Told("from {first} to {last} it is {right}", **about))
        return
    for pattern, times in values(code, "times").items():
        if multiple := pattern.search(rest):
            ratio = last / first
            if abs(ratio - times) > CLOSE * times:
                start, end = told.span(multiple)
                message = Told(
                    "“{raw}”, but it went from {first} to {last}",
                    raw=text.raw[start:end],
                    first=f"{first:g}",
                    last=f"{last:g}",
                )
                yield Found(text.path, message, Told("say by how much it is"), text.key, start, end - start)
            return


def _scaled_alike(code: str, first: float, last: float) -> float:
    """Return the first of two numbers as millions, where only the last one says so: from 10 to 12 million."""
    for scale in words_of(code).scales.values():
        if last >= scale > first and last / scale < 1000 and last / first >= scale / 100:
            return first * scale
    return first


# Parts of a whole --------------------------------------------------------------------------------------------------


def _parts(subject: Subject, text: TextIn, told: Sentence) -> Iterator[Found]:
    code = text.language
    if any(turn(code, name).search(told.words) for name in ("percent", "average", "from_to")):
        return
    if of_fewer := turn(code, "of_fewer").search(told.words):
        part, whole_of = (told.at(_group(of_fewer, name) or 0) for name in "ab")
        if part and whole_of and part.value > whole_of.value > 1:
            about = {"together": f"{part.value:g}", "total": f"{whole_of.value:g}"}
            message = Told("the parts are {together}, the whole is {total}", **about)
            yield _found(text, part, message, Told("look which of them is wrong"))
            return
    if (in_all := turn(code, "in_all").search(told.words)) and (place := _group(in_all, "c")) is not None:
        total_of = told.at(place)
        others = [amount for amount in told.amounts if amount is not total_of]
        if total_of and len(others) > 1 and sum(one.value for one in others) > total_of.value:
            about = {"together": f"{sum(one.value for one in others):g}", "total": f"{total_of.value:g}"}
            message = Told("the parts are {together}, the whole is {total}", **about)
            yield _found(text, total_of, message, Told("look which of them is wrong"))
        return
    whole = turn(code, "of_whole").match(told.words.lstrip())
    lead = len(told.words) - len(told.words.lstrip())
    total: float | None
    at: Amount | None
    if not whole and (known := _known_whole(subject, text, told)) is not None:
        total, begin, at = known, 0, None
    elif whole:
        named = whole.groupdict().get("a")
        total = float(named) if named else figure_of(subject, text, whole[0])
        begin, at = lead + whole.end(), told.at(lead + whole.start("a")) if named else None
    else:
        of_whom = turn(code, "of_whom").search(told.words) or _LISTED.search(told.words)
        before = [amount for amount in told.amounts if of_whom and amount.start < told.places[of_whom.start()]]
        before = [amount for amount in before if not _is_length(text, amount)]
        # «Five of them» are a part, not a whole.
        if not of_whom or len(before) != 1 or told.words[: of_whom.start()].rstrip().endswith("#"):
            return
        total, begin, at = before[0].value, of_whom.end(), before[0]
    if total is None or begin >= len(told.words):
        return
    place = told.places[begin]
    parts = [amount for amount in told.amounts if amount.start >= place and amount is not at]
    parts = parts if len(parts) > 1 else [part for part in parts if not _is_made(text, told, part)]
    if not parts or re.search(r"#\d+#-?\s?(?:წ|year|an)", told.words[begin:]):
        return
    together = sum(part.value for part in parts)
    complete = len(parts) > 1 and bool(turn(code, "rest").search(told.words[begin:]))
    complete = complete or (len(parts) == 2 and _is_sorted_out(code, told))
    short = not complete and _is_nearly_all(code, told, [part.value for part in parts], total)
    if together > total or (complete and together != total) or short:
        message = Told("the parts are {together}, the whole is {total}", together=f"{together:g}", total=f"{total:g}")
        severity: Severity | None = "warning" if short else None
        yield _found(text, parts[-1], message, Told("look which of them is wrong"), severity)


def _is_length(text: TextIn, amount: Amount) -> bool:
    """Tell whether a number says how long something is: elected for three years, by 21 votes to 12."""
    return any(lapse.start <= amount.start < lapse.end for lapse in lengths(text))


def _is_made(text: TextIn, told: Sentence, part: Amount) -> bool:
    """Tell whether a number counts what comes from a whole, and no part of it: 45 reports from 30 districts."""
    behind = " ".join(text.words[part.end : told.end].split()[:2])
    return bool(turn(text.language, "made").search(behind))


def _known_whole(subject: Subject, text: TextIn, told: Sentence) -> float | None:
    """Return the whole of which a part is told: eight of the representatives, where the content counts them."""
    code = text.language
    part = turn(code, "part_of").search(told.words)
    if not part and len(told.amounts) == _SORTS and _is_sorted_out(code, told):
        part = turn(code, "among").search(told.words)
        if not part:
            return _all_who_came(subject, text, told)
    if not part or len(told.words[: part.start()].split()) > _FIRST:
        return None
    return figure_of(subject, text, part["whole"])


def _all_who_came(subject: Subject, text: TextIn, told: Sentence) -> float | None:
    """Return how many people were at an event of which a sentence says that so many women and so many men came."""
    about, code = event_of(subject, text.path), text.language
    people = about.participants.people if about and about.participants else None
    if people is None or people.qualifier != "exact" or turn(code, "only_some").search(told.words):
        return None
    is_of_all = turn(code, "of_people").search(told.words) and turn(code, "were_there").search(told.words)
    return float(people.value) if is_of_all else None


def _is_sorted_out(code: str, told: Sentence) -> bool:
    """Tell whether a sentence has both of two sorts, of which there is no third."""
    return any(
        all(len(list(compiled(words).finditer(told.words))) == 1 for words in pair)
        for name in ("sorts", "kinds")
        for pair in said.table(code, "sums").get(name, {}).items()
    )


def _is_nearly_all(code: str, told: Sentence, parts: list[float], total: float) -> bool:
    """Tell whether parts look like all of a whole, and one is lacking: of thirteen, eleven and one."""
    lacking = total - sum(parts)
    return (
        len(parts) > 1
        and 0 < lacking <= max(1, total / _LACKING)
        and total >= _MANY
        and all(part.is_integer() for part in parts)
        and not turn(code, "loose").search(told.words)
    )


_SORTS = 2  # of which there is no third
_FIRST = 3  # words of a sentence before a part of what it is about
_MANY, _LACKING = 5, 10  # a whole of which one part can be lacking, or a tenth


def _both_sorts(text: TextIn, told: Sentence) -> Iterator[Found]:
    """Yield a whole and its two sorts, of which there is no third: 14 participants, eight women and five men."""
    code = text.language
    if len(told.amounts) != 3 or any(turn(code, name).search(told.words) for name in ("percent", "average", "from_to")):
        return
    whole, *parts = told.amounts
    together = sum(part.value for part in parts)
    if (
        together == whole.value
        or max(part.value for part in parts) > whole.value
        or turn(code, "loose").search(told.words)
    ):
        return
    begin = told.words.index("#", told.words.index("#") + 1)
    for one, other in said.table(code, "sums").get("sorts", {}).items():
        named = [list(compiled(words).finditer(told.words, begin)) for words in (one, other)]
        if all(len(each) == 1 for each in named):
            about = {"together": f"{together:g}", "total": f"{whole.value:g}"}
            message = Told("the parts are {together}, the whole is {total}", **about)
            yield _found(text, parts[-1], message, Told("look which of them is wrong"))
            return


def _of_these(subject: Subject, text: TextIn, told: Sentence) -> Iterator[Found]:
    """Yield parts of what the sentence before has counted, or of the bodies that the text is of."""
    code = text.language
    if any(turn(code, name).search(told.words) for name in ("percent", "average", "from_to", "loose")):
        return
    begins = turn(code, "of_these").match(told.words.lstrip()) or turn(code, "some_of_these").match(told.words.lstrip())
    sorted_out = _is_sorted_out(code, told)
    under = bodies_under(subject, text)
    if not begins and not (under and sorted_out and len(told.amounts) == 2):
        return
    totals = _counted_before(subject, text, told) if begins else []
    if sorted_out and len(totals) > 1 and turn(code, "of_people").search(told.words):
        totals = _people_before(subject, text, told)
    totals = totals or ([under] if under else [])
    if not totals:
        return
    together, total = sum(part.value for part in told.amounts), max(totals)
    complete = sorted_out and len(totals) == 1 and len(told.amounts) == 2
    short = len(totals) == 1 and _is_nearly_all(code, told, [part.value for part in told.amounts], total)
    if together > total or (complete and together != total) or short:
        about = {"together": f"{together:g}", "total": f"{total:g}"}
        message = Told("the parts are {together}, the whole is {total}", **about)
        # What are not two sorts may be counted in both.
        sure = sorted_out or (len(told.amounts) == 1 and not short)
        severity: Severity = "error" if sure else "warning"
        yield _found(text, told.amounts[-1], message, Told("look which of them is wrong"), severity)


def _counted_before(subject: Subject, text: TextIn, told: Sentence) -> list[float]:
    """Return the numbers of the sentence before; none if one of them is rough."""
    before = text.words[: told.start].rstrip()
    if not before or re.search(r"\n\s*\n", text.words[len(before) : told.start]):
        return []
    start, _ = sentence(text.words, len(before) - 1)
    found = [one for one in amounts(subject, text) if start <= one.start < told.start]
    return [] if any(roughness(text, one.start, one.end) for one in found) else [one.value for one in found]


def _people_before(subject: Subject, text: TextIn, told: Sentence) -> list[float]:
    """Return how many people the sentence before has counted, whatever else it counts."""
    before = sentence_at(subject, text, len(text.words[: told.start].rstrip()) - 1)
    patterns = {kind: matcher(noun) for kind, noun in words_of(text.language).counted.items()}
    return [one.value for one in before.amounts if _kind_behind(text, before, one, patterns) == "people"]


def _group(found: re.Match[str], name: str) -> int | None:
    """Return where a group of this name stands, which may be one of several alternatives."""
    return next((found.start(each) for each in found.groupdict() if each.startswith(name) and found[each]), None)


# 14 participants: nine women and five men; 14 participants (nine women, five men)
_LISTED = re.compile(r"(?<=[^\W\d])(?::| \(| –) ?(?=(?:[^\s#.]+ ){0,2}#[^#]+#[^#.]*#[^#]+#)")


def _averages(subject: Subject, text: TextIn, told: Sentence) -> Iterator[Found]:
    """Yield an average by organisation or country that isn't that of the two figures beside it, or of the content."""
    code = text.language
    if not any(turn(code, name).search(told.words) for name in ("average", "each")):
        return
    counted = words_of(code).counted
    patterns = {kind: matcher(counted.get(kind, "")) for kind in _SIZES}
    mean = _average_of(text, told)
    if mean is None or turn(code, "percent").search(told.words):
        return
    figures: dict[str, float] = {}
    for amount in told.amounts:
        if amount is not mean and amount.value != 1:  # of one country: of each
            kind = _kind_behind(text, told, amount, patterns)
            if not kind or kind in figures:
                return
            figures[kind] = amount.value
    if len(figures) < 2:
        known = _sizes_known(subject, text)
        named = [kind for kind, pattern in patterns.items() if pattern.search(told.words)]
        figures |= {kind: known[kind] for kind in named if kind not in figures and known.get(kind)}
    if len(figures) != 2 or 0 in figures.values():
        return
    more, fewer = sorted(figures.values(), reverse=True)
    if abs(mean.value - more / fewer) > max(0.5, CLOSE * more / fewer):
        about = {"more": f"{more:g}", "fewer": f"{fewer:g}", "right": f"{round(more / fewer, 1):g}"}
        yield _found(text, mean, Told("{more} by {fewer} are {right} each", **about))


_SIZES = ("people", "organisations", "countries")


def _average_of(text: TextIn, told: Sentence) -> Amount | None:
    """Return the amount that a sentence calls an average, or so many each."""
    if len(told.amounts) == 1:
        return told.amounts[0]
    for name, before in (("average", True), ("each", False)):
        pattern, at = turn(text.language, name), told.start
        for number, amount in enumerate(told.amounts):
            following = told.amounts[number + 1].start if number + 1 < len(told.amounts) else told.end
            beside = (
                text.words[at : amount.start].split()[-4:] if before else text.words[amount.end : following].split()
            )
            if pattern.search(" ".join(beside[:5])):
                return amount
            at = amount.end
    return None


def _kind_behind(text: TextIn, told: Sentence, amount: Amount, patterns: Mapping[str, Matcher]) -> str:
    """Return which noun stands first behind an amount: people, organisations, countries."""
    following = min((other.start for other in told.amounts if other.start > amount.start), default=told.end)
    reach = " ".join(re.split(r"[.,;:()]", text.words[amount.end : following])[0].split()[:4])
    near = [(found.start(), kind) for kind, pattern in patterns.items() if (found := pattern.search(reach))]
    return min(near)[1] if near else ""


def _sizes_known(subject: Subject, text: TextIn) -> dict[str, float]:
    """Return how many came, of how many organisations and countries; in the association's texts, its own figures."""
    about = event_of(subject, text.path)
    came = about.participants if about else None
    if came:
        sizes = {"people": came.people, "organisations": came.organisations, "countries": came.from_countries}
        known = {kind: float(figure.value) for kind, figure in sizes.items() if figure}
        return known | ({"countries": float(len(came.countries))} if came.countries else {})
    if text.path.startswith("association."):
        return {kind: float(figure.value) for kind, figure in subject.once(stats_by_kind).items()}
    return {}
