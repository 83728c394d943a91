"""One form for the many addresses of one page: no tracking, no fragment, no AMP, no ``www``."""

import re
from typing import NamedTuple
from urllib.parse import urljoin

_TRACKING = re.compile(
    r"(?:utm|ns|at|mc|pk|mtm|matomo|hsa|oly|vero|iesrc)_\w+|utm\w*|[a-z]*clid|gclsrc|[gw]braid|igsh(?:id)?|mkt_tok|"
    r"_ga|_gl|_hsenc|_hsmi|__twitter_impression|ref_(?:src|url)|cmp(?:id)?|ncid|ocid|smid|smtyp|xtor|spm|"
    r"wt[._]\w+|guccounter|guce_\w+|s_cid|sr_share|icid|ito|yptr|fb_(?:action|source|ref)\w*|share(?:d)?_?via|soc_\w+",
    re.IGNORECASE,
)
_AMP_PARAMETER = re.compile(
    r"(?:amp(?:=1|=true|=)?|outputType=amp|output=amp|view=amp|amp_js_v=.*|usqp=.*)", re.IGNORECASE
)
_AMP_CACHE = re.compile(
    r"https?://(?:www\.)?google\.[a-z.]+/amp/(s/)?(.+)|https?://[^/]+\.cdn\.ampproject\.org/[a-z]/(s/)?(.+)"
)
_AMP_END = re.compile(r"/amp(?:\.html)?/?$|\.amp(?=\.html?$|$)")
_PLAIN = re.compile(r"https?://(?!www\.|amp\.)[a-z0-9.\-]+(?:/[^/?#]+)*$")  # most are; they need no work
_HOST = re.compile(r"https?://(?:www\.)?([a-z0-9.\-]+)(?=[/?#]|$)")
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_ADDRESS = re.compile(
    r"(https?)://((?:[^/?#\s@]*@)?(?:[^/?#\s@:\[\]]+|\[[0-9a-fA-F:.]+\]))(?::(\d*))?((?:/[^?#]*)?)(?:\?([^#]*))?(?:#(.*))?",
    re.IGNORECASE | re.DOTALL,
)


class _Parts(NamedTuple):
    """The parts of a web address."""

    scheme: str
    host: str
    path: str
    query: str
    fragment: str

    @property
    def joined(self) -> str:
        """The address."""
        query = f"?{self.query}" if self.query else ""
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{self.scheme}://{self.host}{self.path}{query}{fragment}"


def canonical_url(url: str) -> str:
    """Return the one form of an address that its variants share; what is no web address as it is.

    Dropped are tracking parameters, the fragment, the port if it is the usual one, the
    ``www.``, the slash at the end, and what makes it the AMP variant.

    >>> canonical_url("HTTPS://www.Example.com:443/a/?utm_source=rss&id=7#top")
    'https://example.com/a?id=7'
    >>> canonical_url("https://amp.example.com/news/1/amp/")
    'https://example.com/news/1'
    """
    url = url.strip()
    if _PLAIN.match(url) and "amp" not in url:
        return url
    parts = _parts(_outside_cache(url))
    if parts is None:
        return url
    host = parts.host
    for prefix in ("www.", "amp."):
        if host.startswith(prefix) and "." in host[len(prefix) :]:
            host = host[len(prefix) :]
    path = _AMP_END.sub("", parts.path)
    if path.startswith("/amp/"):
        path = path[4:]
    query = "&".join(part for part in parts.query.split("&") if part and not _AMP_PARAMETER.fullmatch(part))
    return _Parts(parts.scheme, host, path.rstrip("/") or ("/" if query else ""), query, parts.fragment).joined


def clean_link(url: str) -> str:
    """Return an address that still leads to the page as named, without tracking and fragment.

    >>> clean_link("https://www.example.com/a/?utm_source=rss#comments")
    'https://www.example.com/a/'
    """
    parts = _parts(url.strip())
    return url.strip() if parts is None else parts.joined


def resolved(base: str, url: str) -> str:
    """Return an address read against a base; the base if there is none, itself if it makes no sense.

    >>> resolved("https://example.com/news/", "a/1"), resolved("https://example.com/", "http://[")
    ('https://example.com/news/a/1', 'http://[')
    """
    try:
        return urljoin(base, url.strip()) if url.strip() else base
    except ValueError:
        return url.strip()


def host_of(url: str) -> str:
    """Return the host of an address without ``www.``; empty if it is none.

    >>> host_of("https://www.example.com/a")
    'example.com'
    """
    if found := _HOST.match(url):
        return found[1]
    parts = _parts(url.strip())
    return parts.host.rpartition("@")[2].partition(":")[0].removeprefix("www.") if parts else ""


def _parts(url: str) -> _Parts | None:
    """Return the parts of a web address without tracking, fragment and usual port; None if it is none."""
    found = _ADDRESS.fullmatch(url)
    if found is None:
        return None
    scheme, host, port, path, query, fragment = found.groups("")
    scheme = scheme.lower()
    if port and port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{port}"
    if query:
        query = "&".join(
            [part for part in query.split("&") if part and not _TRACKING.fullmatch(part.partition("=")[0])]
        )
    if not fragment.startswith("!"):  # what old script pages are told apart by
        fragment = ""
    return _Parts(scheme, host.lower(), path, query, fragment)


def _outside_cache(url: str) -> str:
    """Return the address that an AMP cache holds a copy of."""
    found = _AMP_CACHE.fullmatch(url)
    if not found:
        return url
    return f"http{'s' if found[1] or found[3] else ''}://{found[2] or found[4]}"
