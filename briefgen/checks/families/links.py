"""Links lead where they say, to a page that everybody can open, by the address of the page itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial

from briefgen.checks import web
from briefgen.checks.families.translations import pairs
from briefgen.checks.nearness import near
from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, shown
from briefgen.content.schema.sources import Source
from briefgen.problems.notes import Told

_LINK = re.compile(r"\[(?P<label>[^\[\]]*)\]\((?P<target>(?:[^()\s]|\([^()\s]*\))+)\)")
_BARE = re.compile(r"(?<!\]\()(?<![\w/:@.])(?:https?://|www\.)[^\s<>\"()\[\]]*[^\s<>\"()\[\].,;:!?’”“»]")
_APART = re.compile(r"\[[^\[\]\n]+\]\s+\(((?:https?://|www\.)[^\s()]+)\)")
_TURNED = re.compile(r"\([^()\n]+\)\[((?:https?://|www\.)[^\s\[\]]+)\]")
# https:// as fingers and word processors leave it
_SCHEME = re.compile(
    r"(?<![\w/])(?:(?![hH][tT][tT][pP][sS]?://\w)[hH]{1,2}[tTxX]{1,3}[pP]{1,2}[sS]{0,2}[:;]?[/\\\\]{1,3}"
    r"|t{1,2}ps?://|www[,;]\w|ww\.\w|w{4,}\.)[^\s<>\"()\[\]]*"
)
_LOCAL = re.compile(r"(?<![\w/])file:/{0,3}[^\s<>\"()\[\]]*", re.IGNORECASE)
_SHOWN = re.compile(
    r"(?:https?://)?((?:[\w-]+\.)+(?:com|org|net|int|info|eu|edu|gov|gouv|[a-z]{2}))(?![\w-]|\.\w)(/[^\s]*)?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NAMED = re.compile(r"(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|org|net|int|info|eu|edu|gov|[a-z]{2})(?![\w-]|\.\w)")
_MARKS = (".", ",", ";", ":", "!", "”", "“", "»", "’", '"', "'", "%29", "%5D")
_OFTEN = 3  # times that a site stands in the content
_SHORTEST = 7  # letters of a domain that can be told from another by one


@rule("link-broken", "error", "Every link leads to a page that others can open.")
def link_broken(subject: Subject) -> Iterator[Found]:
    """Find addresses that are mistyped, or that lead to one's own computer, network or account."""
    yield from _to_come(subject)
    for found, url in addresses(subject):
        address = web.parted(url)
        if address is None or web.is_malformed(address):
            yield found(Told("{url} is no address", url=shown(url)), Told("copy it anew from the browser"))
        elif web.has_password(address):
            message = Told("{url} has a name or a password in it", url=shown(url))
            yield found(message, Told("write it without what stands before @, and change the password"))
        elif web.is_own(address):
            message = Told("{url} is on somebody's own computer, network or account", url=shown(url))
            yield found(message, Told("write the public address of the page, or take the link out"))
        elif web.is_editing(address):
            message = Told("{url} is where the page is edited, not where it is read", url=shown(url))
            yield found(message, Told("write the public address of the page, or take the link out"))
        elif (end := _of_the_sentence(url)) is not None:
            message = Told("{url} ends with a mark that belongs to the sentence", url=shown(url))
            yield found(message, Told("write {plain}", plain=end), fix=(end,))
    for text in subject.texts:
        for pattern in (_SCHEME, _LOCAL):
            for wrong in pattern.finditer(text.raw):
                yield _in(text, wrong, Told("{url} is no address", url=shown(wrong[0])), Told("write https://…"))
        for pattern in (_APART, _TURNED):
            for wrong in pattern.finditer(text.raw):
                message = Told("this is no link, and is printed as it stands")
                yield _in(text, wrong, message, Told("write [words](address), with nothing between ] and ("))


def _to_come(subject: Subject) -> Iterator[Found]:
    known = subject.once(_stand_in)
    for found, url in addresses(subject):
        if (address := web.parted(url)) and web.is_placeholder(address, known):
            message = Told("{url} only stands for an address", url=shown(url))
            yield found(message, Told("write the address of the page, or take the link out"))


def _stand_in(subject: Subject) -> frozenset[str]:
    """Return the domain of most sources: if it is one that stands for another, the project itself is an example."""
    urls = [source.url for _, source in subject.entities(Source) if source.url]
    times = Counter(address.domain for url in urls if (address := web.parted(url)))
    return frozenset(domain for domain, number in times.items() if 2 * number >= times.total())


@rule("link-misspelled", "warning", "No site's name is another one's but for a letter.")
def link_misspelled(subject: Subject) -> Iterator[Found]:
    """Find a domain that is a letter apart from one that the content names more often."""
    places: dict[str, list[tuple[partial[Found], str]]] = {}
    times: Counter[str] = Counter()
    for found, url in addresses(subject):
        if address := web.parted(url):
            places.setdefault(address.domain, []).append((found, url))
            times[address.domain] += 1
    for path, item in subject.content.items.items():
        if isinstance(item.value, str) and path.endswith((".note", ".publisher", ".drafter_email", ".email")):
            times.update(web.domain_of(name) for name in _NAMED.findall(item.value))
    names = sorted(name for name in times if len(name) >= _SHORTEST)
    for one, other in near(names, 1):
        right, wrong = sorted((names[one], names[other]), key=lambda name: (-times[name], name))
        for found, url in places.get(wrong, ()):
            message = Told(
                "{url} is one letter apart from {right}, which stands elsewhere", url=shown(url), right=right
            )
            yield found(message, Told("write {right}, if that is meant", right=right))
    for wrong, right in _under_another(times):
        for found, url in places.get(wrong, ()):
            message = Told("{url} is of another site than {right}, which stands elsewhere", url=shown(url), right=right)
            yield found(message, Told("write {right}, if that is meant", right=right))


def _under_another(times: Counter[str]) -> Iterator[tuple[str, str]]:
    """Yield issa.org where there is issa.int again and again, and that."""
    named: dict[str, list[str]] = {}
    for domain in times:
        named.setdefault(domain.partition(".")[0], []).append(domain)
    for domains in named.values():
        right = max(domains, key=lambda domain: times[domain])
        if times[right] >= _OFTEN:
            yield from ((wrong, right) for wrong in sorted(domains) if 2 * times[wrong] <= times[right])


@rule("link-tracked", "warning", "Addresses don't tell who found them, and where.")
def link_tracked(subject: Subject) -> Iterator[Found]:
    """Find the parameters by which newsletters, searches and assistants follow their readers."""
    for found, url in addresses(subject):
        address = web.parted(url)
        if address and (plain := web.without_trackers(address)) != url:
            message = Told("{url} tells where the link was found", url=shown(url))
            yield found(message, Told("write {plain}", plain=plain), fix=(plain,))


@rule("link-indirect", "warning", "A link is the page's own address.")
def link_indirect(subject: Subject) -> Iterator[Found]:
    """Find addresses of shorteners, and what mail programs and searches put before an address."""
    for found, url in addresses(subject):
        address = web.parted(url)
        if address and (web.is_short(address) or web.is_wrapped(address)):
            plain = web.unwrapped(address)
            message = Told("{url} hides where the link leads", url=shown(url))
            hint = Told("write {plain}", plain=plain) if plain else Told("open it, and copy the page's own address")
            yield found(message, hint, fix=(plain,) if plain else ())


@rule("link-mislabelled", "error", "A link whose words are an address leads there.")
def link_mislabelled(subject: Subject) -> Iterator[Found]:
    """Find links that show one address and lead to another."""
    for text in subject.texts:
        for link in _LINK.finditer(text.raw):
            if (seen := _other(link["label"], link["target"])) is not None:
                message = Told("the link shows {seen} and leads to {target}", seen=shown(seen), target=link["target"])
                yield _in(text, link, message, Told("write the same in both, or words in the place of the address"))


@rule("link-differs", "warning", "A text has links to the same pages in every language.")
def link_differs(subject: Subject) -> Iterator[Found]:
    """Find links that lead elsewhere in another language; pages may differ by what names the language."""
    for source, translation in pairs(subject):
        ours, theirs = _targets(source), _targets(translation)
        if len(ours) != len(theirs):
            continue  # markup-differs
        left = [address for _, address in ours]
        for link, address in theirs:
            if same := next((one for one in left if web.same_page(one, address)), None):
                left.remove(same)
                continue
            message = Told(
                "this leads to {here}; the text in {key} leads elsewhere", here=address.url, key=repr(source.key)
            )
            yield _in(translation, link, message, Told("link the same in both"))


def _of_the_sentence(url: str) -> str | None:
    """Return an address without the marks behind it that nobody would have in one; None if there are none."""
    plain = url
    while plain.endswith(_MARKS) or (plain.endswith((")", "]")) and not _closes(plain)):
        plain = plain[:-1]
    return plain if plain != url else None


def _closes(url: str) -> bool:
    """Tell whether the bracket at the end of an address was opened in it."""
    opening = "(" if url.endswith(")") else "["
    return url.count(opening) >= url.count(url[-1])


def addresses(subject: Subject) -> Iterator[tuple[partial[Found], str]]:
    """Yield every address of a page, and what tells of it."""
    return iter(subject.once(_all_addresses))


def _all_addresses(subject: Subject) -> list[tuple[partial[Found], str]]:
    """Return every address of a page, and what tells of it."""
    found: list[tuple[partial[Found], str]] = []
    for text in subject.texts:
        for link in _LINK.finditer(text.raw):
            if link["target"].startswith(("http://", "https://")):
                found.append((partial(_at, text, link.start("target")), link["target"]))
        found += ((partial(_at, text, bare.start()), bare[0]) for bare in _BARE.finditer(text.raw))
    for path, item in subject.content.items.items():
        if path.endswith((".url", ".website")) and isinstance(item.value, str):
            found.append((partial(Found, path), item.value))
    return [(partial(_told, make, url), url) for make, url in found]


def _told(make: partial[Found], url: str, message: str, hint: str, fix: tuple[str, ...] = ()) -> Found:
    return make(message, hint) if make.func is Found else make(len(url), message, hint, fix)


def _at(text: TextIn, start: int, length: int, message: str, hint: str, fix: tuple[str, ...]) -> Found:
    return Found(text.path, message, hint, text.key, start, length, case=text.case, fix=fix)


def _in(text: TextIn, found: re.Match[str], message: str, hint: str) -> Found:
    return _at(text, found.start(), len(found[0]), message, hint, ())


def _targets(text: TextIn) -> list[tuple[re.Match[str], web.Address]]:
    links = ((link, web.parted(link["target"])) for link in _LINK.finditer(text.raw))
    return [(link, address) for link, address in links if address and link["target"].startswith("http")]


def _other(label: str, target: str) -> str | None:
    """Return what a link shows if it is another address than the one to which it leads."""
    if mail := _MAIL.search(label):
        same = mail[0].casefold() == target.removeprefix("mailto:").partition("?")[0].casefold()
        return None if same or not target.startswith("mailto:") else mail[0]
    label = label.strip("*_ ")
    address, seen = web.parted(target), _SHOWN.fullmatch(label)
    if not seen or not address or not target.startswith("http"):
        return None
    host = seen[1].lower().removeprefix("www.")
    path = (seen[2] or "").rstrip("/.…")
    is_there = address.domain == web.domain_of(host) and (
        not path or f"{address.parts.path}?{address.parts.query}".startswith(path)
    )
    return None if is_there else label
