"""Addresses of the web as people paste them: what is wrong with one, whose page it is, where it really leads."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

# Parameters that tell who followed a link, and from where; the page is the same without them.
_TRACKERS = re.compile(
    r"utm_\w+|(?:fb|gc|dc|ms|yc|tw|tt|rb_|ir)l?clid|g(?:ad_source|braid)|wbraid|msclkid|fbclid|gclid|mc_[ce]id|igsh(?:id)?"
    r"|_(?:ga|gl|hsenc|hsmi|openstat|kx)|hsctatracking|vero_(?:id|conv)|wickedid|oly_(?:anon|enc)_id|mkt_tok|trk\w*"
    r"|li_fat_id|ref_(?:src|url)|at_(?:medium|campaign)|xtor|wt\.mc_id|ncid|sr_share|guccounter|guce_referrer\w*"
    r"|(?:php|j|asp\.?net_?)?sess?(?:ion)?_?id|cmpid|s_cid|spm|cvid|ved|usg|sca_esv",
    re.IGNORECASE,
)
_SHORTENERS = frozenset((
    "bit.ly", "bitly.com", "j.mp", "tinyurl.com", "tiny.cc", "t.co", "goo.gl", "g.co", "ow.ly", "is.gd", "v.gd",
    "buff.ly", "lnkd.in", "shorturl.at", "shorturl.gg", "cutt.ly", "rebrand.ly", "rb.gy", "t.ly", "s.id", "dlvr.it",
    "ift.tt", "trib.al", "fb.me", "wp.me", "amzn.to", "db.tt", "qr.ae", "adf.ly", "bl.ink", "clck.ru", "vk.cc",
    "surl.li", "short.io", "short.link", "hubs.ly", "eepurl.com", "aka.ms", "urlz.fr", "urlr.me", "lc.cx", "soo.gd",
    "x.co", "shorte.st", "tr.im", "po.st", "snip.ly", "geni.us", "u.to", "1drv.ms", "ouo.io", "shorten.is", "tny.im",
    "did.li", "qrco.de", "hubs.la", "lihi.cc",
))  # fmt: skip
# What mail programs, searches and networks wrap round an address; the address itself is often in a parameter.
_WRAPPERS = re.compile(
    r"(?:[\w-]+\.)*(?:safelinks\.protection\.outlook\.com|urldefense\.(?:com|us|proofpoint\.com)|mimecast\.com"
    r"|linkprotect\.cudasvc\.com|secure-web\.cisco\.com|translate\.goog|list-manage\.com|sendgrid\.net|mailtrack\.io"
    r"|ct\.sendgrid\.net|googleusercontent\.com|ampproject\.org|slack-redir\.net|awstrack\.me|clicks?\.mlsend\.com)/"
    r"|(?:www\.)?google\.[a-z.]{2,6}/(?:url|amp|imgres|search)|translate\.google\.[a-z.]{2,6}/|news\.google\.com/"
    r"|l[m]?\.(?:facebook|instagram)\.com/|(?:www\.)?facebook\.com/(?:l\.php|flx/)|out\.reddit\.com/|t\.umblr\.com/"
    r"|(?:www\.)?linkedin\.com/(?:redir|safety/go)|(?:away\.)?vk\.com/away|(?:www\.)?youtube\.com/redirect"
    r"|(?:www\.)?duckduckgo\.com/l/|(?:www\.)?bing\.com/(?:ck|search|aclick)|r\.search\.yahoo\.com/"
    r"|(?:www\.)?yandex\.[a-z]{2,3}/(?:clck|search|turbo)|(?:[\w-]+\.)*(?:ez)?proxy[\w-]*\.[\w.-]+/",
    re.IGNORECASE,
)
_TARGETS = ("url", "u", "q", "to", "target", "dest", "a", "redirect", "link", "u_target")
# Names of one's own computer and network, and of one's own mailbox.
_OWN = re.compile(
    r"localhost|.+\.(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa)"
    r"|(?:.+\.)?(?:intranet|extranet|staging|stage|preprod|pre-prod|uat|webmail|owa|vpn|dev|test|preview)\..+\..+"
    r"|[\w-]+\.sharepoint\.com|mail\.google\.com|outlook\.(?:live|office|office365)\.com|mail\.yahoo\.com|e\.mail\.ru|mail\.yandex\.[a-z]+",
)
# Where one enters with a password, and hosts of trials
_ENTERED = re.compile(
    r"/(?:[\w-]+/)*(?:log[-_]?in|sign[-_]?in|log[-_]?out|wp-login\.php|login\.aspx|my-?account|password-reset)(?:/?$|[/?.])",
    re.IGNORECASE,
)
# What stands for an address until it is known
_PLACEHOLDERS = re.compile(
    r"(?:example|sample|your-?(?:site|domain|website|company|organi[sz]ation|agency|link|page|url|name)"
    r"|my-?(?:site|domain|website|company|page)|some-?(?:site|domain|website)|domain|domainname|website|websitename|testsite"
    r"|test|placeholder|foo|bar|foobar|acme|xxx+|yyy+|zzz+|lorem|ipsum|dummy|url|insert-?(?:link|url)?|todo|tbd|abc|sitename)"
    r"\.(?:com|org|net|int|info|eu|ge|gov|edu|test)|.+\.(?:example|test|invalid)",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"/(?:x{3,}|todo|tbd|tbc|insert[-_ ]?(?:link|url|page|here)\w*|(?:link|url|page)[-_ ]?here|placeholder|your[-_]\w+"
    r"|page[-_]?name|\.{3}|…|\?{2,}|<[^>]*>|\[[^]]*\])(?:\.\w+)?(?:/|$)",
    re.IGNORECASE,
)
# Where a document is written together: one's own account is asked for, and who may write there can change it.
_EDITING = re.compile(
    r"^(?:(?:docs|drive|sites|script)\.google\.com/.*/(?:edit|viewform/edit|u/\d)|drive\.google\.com/drive/"
    r"|docs\.google\.com/(?:document|spreadsheets|presentation|forms)/(?:u/\d+/)?d/(?!e/)[^/?]+(?:/(?:edit|copy|comment)|/?\?)"
    r"|(?:[\w-]+-my\.sharepoint\.com/|[\w-]+\.sharepoint\.com(?:/.*)?/(?:_layouts/15/(?:Doc|WopiFrame|AuthenticateUser)|:[a-z]:/))"
    r"|(?:[\w-]+\.)*officeapps\.live\.com/|(?:word|excel|powerpoint)(?:-edit)?\.(?:office|cloud\.microsoft)\w*"
    r"|(?:www\.)?office\.com/launch|onedrive\.live\.com/(?:edit|.*[?&]resid=)|teams\.microsoft\.com/"
    r"|(?:www\.)?canva\.com/design/.*/edit|(?:www\.)?notion\.so/|paper\.dropbox\.com/|(?:www\.)?overleaf\.com/project/"
    r"|.*/wp-admin/|.*/(?:node/\d+|admin/.*)/edit/?\?|.*[?&]action=edit\b|.*[?&]veaction=edit)",
    re.IGNORECASE,
)
_SECOND_LEVEL = frozenset(("ac", "co", "com", "edu", "gob", "gov", "gouv", "go", "int", "mil", "net", "or", "org"))
_NAME = re.compile(r"(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?")
_LANGUAGES = "ka|ge|geo|en|eng|fr|fre|de|es|ru|pt|it|ar|zh"
_IN_A_LANGUAGE = re.compile(rf"(?:{_LANGUAGES})(?:[-_][A-Za-z]{{2}})?", re.IGNORECASE)
_OF_LANGUAGE = frozenset(("lang", "language", "hl", "locale", "lng", "l"))
# Sites on which everybody publishes: a page there may be anybody's.
SHARED = frozenset((
    "archive.org", "archive.ph", "archive.today", "youtube.com", "youtu.be", "vimeo.com", "facebook.com",
    "twitter.com", "x.com", "linkedin.com", "instagram.com", "flickr.com", "issuu.com", "scribd.com",
    "slideshare.net", "medium.com", "wordpress.com", "blogspot.com", "github.com", "github.io", "google.com",
    "sharepoint.com", "wikipedia.org", "wikimedia.org", "doi.org", "researchgate.net", "ssrn.com", "jstor.org",
    "cloudfront.net", "amazonaws.com", "windows.net", "azureedge.net",
))  # fmt: skip

_ENCYCLOPAEDIAS = frozenset((
    "wikipedia.org", "wikimedia.org", "wikidata.org", "wikiquote.org", "wiktionary.org", "wikiwand.com", "fandom.com",
    "britannica.com", "dbpedia.org", "encyclopedia.com", "everybodywiki.com", "alchetron.com", "infogalactic.com",
    "wikizero.com", "academic.ru", "dic.academic.ru", "citizendium.org", "scholarpedia.org", "investopedia.com",
))  # fmt: skip

# The sites of those whom officials cite most, by what they call themselves.
_SITES = {
    "ilo.org": "ilo", "who.int": "who", "un.org": "un", "unicef.org": "unicef", "undp.org": "undp",
    "unhcr.org": "unhcr", "unece.org": "unece", "unfpa.org": "unfpa", "iom.int": "iom", "fao.org": "fao",
    "unesco.org": "unesco",
    "wto.org": "wto", "oecd.org": "oecd", "oecd-ilibrary.org": "oecd", "osce.org": "osce", "imf.org": "imf",
    "iso.org": "iso", "nato.int": "nato", "ebrd.com": "ebrd", "adb.org": "adb", "wfp.org": "wfp", "coe.int": "coe",
    "worldbank.org": "world bank", "europa.eu": "european union", "itcilo.org": "itcilo", "icrc.org": "icrc",
    "matsne.gov.ge": "საქართველოს საკანონმდებლო მაცნე", "geostat.ge": "geostat",
}  # fmt: skip


def sites_of(publisher: str, names: Mapping[str, str]) -> frozenset[str]:
    """Return the sites of a well-known publisher, by its acronym or its name; `names` has the acronyms of names.

    Whoever is called like a site has that one.
    """
    called = {publisher, names.get(publisher, "")} - {""}
    known = {site for site, name in _SITES.items() if name in called}
    return frozenset(known | ({domain_of(publisher)} if _HOST.fullmatch(publisher) else set()))


_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,6}")


class Address(NamedTuple):
    """An address, parted as far as it can be: `host` is without www., `domain` what somebody has registered."""

    url: str
    parts: SplitResult
    host: str
    domain: str


@cache
def parted(url: str) -> Address | None:
    """Return the parts of an address; None if it can't be parted."""
    try:
        parts = urlsplit(url if "//" in url else f"https://{url}")
        host = (parts.hostname or "").removesuffix(".").removeprefix("www.")
    except ValueError:
        return None
    return Address(url, parts, host, domain_of(host)) if host else None


def domain_of(host: str) -> str:
    """Return the part of a host that somebody has registered: issa.int of iskm.issa.int, a.gov.ge of www.a.gov.ge."""
    labels = host.split(".")
    three = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if three else labels[-2:])


def is_placeholder(address: Address, own: Collection[str] = ()) -> bool:
    """Tell whether an address stands for one that is still to be put in: example.com, your-site.org, …/xxx.

    Whoever is an example has sites that are, `own`.
    """
    is_site = address.domain not in own and _PLACEHOLDERS.fullmatch(address.domain)
    return bool(is_site or _TO_COME.search(unquote(address.parts.path)))


def is_own(address: Address) -> bool:
    """Tell whether an address means something on one's own computer, network or mailbox: nobody else can go there."""
    try:
        return not ipaddress.ip_address(address.host).is_global
    except ValueError:
        return "." not in address.host or bool(_OWN.fullmatch(address.host) or _ENTERED.match(address.parts.path))


def is_malformed(address: Address) -> bool:
    """Tell whether a host can't be one, or whether the address holds another one's beginning."""
    try:
        ipaddress.ip_address(address.host)
    except ValueError:
        labels = address.host.split(".")
        wrong = not all(map(_NAME.fullmatch, labels)) or len(labels[-1]) < 2 or labels[-1].isdigit()
        again = address.host in ("http", "https") or re.match(r"/*(?:https?:|www\.)", address.parts.path)
        return wrong or bool(again)
    return False


def has_password(address: Address) -> bool:
    """Tell whether an address carries who may go there."""
    return "@" in address.parts.netloc


def without_trackers(address: Address) -> str:
    """Return an address without the parameters that follow people; the same one if it has none."""
    asked = address.parts.query
    if not asked:
        return address.url
    kept = [part for part in asked.split("&") if not _TRACKERS.fullmatch(part.partition("=")[0])]
    return address.url if len(kept) == asked.count("&") + 1 else address.parts._replace(query="&".join(kept)).geturl()


def is_editing(address: Address) -> bool:
    """Tell whether an address opens a page in somebody's editor, or in a folder that only some may enter."""
    return bool(_EDITING.search(f"{address.host}{address.parts.path}?{address.parts.query}"))


def is_encyclopaedia(address: Address) -> bool:
    """Tell whether anybody writes the pages of a site together: they are nobody's own."""
    return address.domain in _ENCYCLOPAEDIAS


def is_short(address: Address) -> bool:
    """Tell whether somebody else's service says where an address leads."""
    return address.host in _SHORTENERS


def is_wrapped(address: Address) -> bool:
    """Tell whether a mail program, a search or a proxy stands before the page."""
    return bool(_WRAPPERS.match(f"{address.host}{address.parts.path or '/'}"))


def unwrapped(address: Address) -> str:
    """Return the address that a wrapped one carries; an empty one if it doesn't show it."""
    asked = dict(parse_qsl(address.parts.query))
    found = next((asked[name] for name in _TARGETS if asked.get(name, "").startswith(("http://", "https://"))), "")
    inner = parted(unquote(found)) if found else None
    return without_trackers(inner) if inner else ""


def same_page(one: Address, other: Address) -> bool:
    """Tell whether two addresses may be one page in two languages."""
    (left, its), (right, own) = _neutral(one), _neutral(other)
    return left == right or ((its or own) and one.domain == other.domain)


def _neutral(address: Address) -> tuple[tuple[str, ...], bool]:
    """Return an address without what names a language, and whether anything did."""
    labels, steps = address.host.split("."), [step for step in address.parts.path.split("/") if step]
    asked = parse_qsl(address.parts.query)
    kept_labels = [label for at, label in enumerate(labels) if at or not _IN_A_LANGUAGE.fullmatch(label)]
    kept_steps = [step for step in steps if not _IN_A_LANGUAGE.fullmatch(step)]
    kept = [(name, value) for name, value in asked if name not in _OF_LANGUAGE]
    found = (".".join(kept_labels), "/".join(kept_steps), urlencode(sorted(kept)), address.parts.fragment)
    return found, (len(kept_labels), len(kept_steps), len(kept)) != (len(labels), len(steps), len(asked))
