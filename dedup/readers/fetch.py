"""Fetches a page or a feed from the web, when the user asks for it, and from nowhere inside.

Every address that a name resolves to is judged (``addresses``), the connection goes to one
of the judged addresses and to no other, and each redirect is judged anew, so that neither a
redirect nor a name that changes its address leads into the user's own network. No proxy, no
cookies, no credentials. Size, time and redirects are bounded.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from dedup.readers.addresses import why_forbidden
from dedup.readers.fetch_cache import Kept, PageCache
from dedup.readers.inflate import BLOCK_BYTES, Budget, inflated
from dedup.readers.limits import DEFAULT_LIMITS
from dedup.readers.source import Source
from dedup.readers.unreadable import UnreadableError
from dedup.sizes import in_words

_GZIP = b"\x1f\x8b"
_REDIRECTS = (301, 302, 303, 307, 308)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HEADERS = {
    "User-Agent": "newsdedup (+https://pypi.org/project/newsdedup/)",
    "Accept": "application/rss+xml, application/atom+xml, application/json, application/xml;q=0.9, text/html;q=0.8, "
    "*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_ASCII_OF_URLS = "%/:=&?~#+!$,;'@()*[]"

#: What a resolver gives: family and the address to connect to, as ``socket`` takes them.
Resolved = tuple[int, tuple[str, int] | tuple[str, int, int, int]]
Resolver = Callable[[str, int], Sequence[Resolved]]


@dataclass(frozen=True, slots=True)
class FetchRules:
    """Bounds on one fetch."""

    max_bytes: int = 64 << 20  #: of the page, decompressed
    timeout_s: float = 30.0  #: for all of it, redirects included
    max_redirects: int = 5
    trusted: frozenset[tuple[str, int]] = field(default_factory=frozenset)
    #: addresses and ports that may be reached although they are not public; for tests on loopback


class FetchError(Exception):
    """Why a page cannot be fetched; ``fetch`` adds the address."""


class _Answer(NamedTuple):
    """What a server said."""

    status: int
    reason: str
    location: str
    kept: Kept
    may_keep: bool


def web_source(url: str, cache: PageCache | None = None, rules: FetchRules | None = None) -> Source:
    """Return a source that fetches its bytes when it is read; its label is the address."""

    def content() -> Iterator[bytes]:
        raw = fetch(url, cache=cache, rules=rules)
        for start in range(0, len(raw), BLOCK_BYTES):
            yield raw[start : start + BLOCK_BYTES]

    name = PurePosixPath(urlsplit(url).path).name or "page"
    return Source(PurePosixPath(name), url, url, fetch=content)


def fetch(
    url: str, *, cache: PageCache | None = None, rules: FetchRules | None = None, resolve: Resolver | None = None
) -> bytes:
    """Return the bytes of a page, decompressed.

    Args:
        url: With ``http`` or ``https``, without a user's name in it.
        cache: Where pages are kept; asks the server only whether they have changed.
        rules: Bounds.
        resolve: Gives the addresses of a name; the system's resolver unless told.

    Raises:
        UnreadableError: If the address is not allowed, a bound is reached, or the server
            gives no page. The message holds the address and why.
    """
    rules = rules or FetchRules()
    resolve = resolve or _resolve
    deadline = time.monotonic() + rules.timeout_s
    where = url
    try:
        for _ in range(rules.max_redirects + 1):
            parts = _checked(where)
            kept = cache.get(where) if cache else None
            answer = _ask(parts, kept, rules, resolve, deadline)
            if answer.status in _REDIRECTS and answer.location:
                where = redirected(where, answer.location)
                continue
            if answer.status == 304 and kept is not None:
                return kept.raw
            if answer.status != 200:
                raise FetchError(f"the server answered {answer.status} {answer.reason}".rstrip())
            if cache and answer.may_keep:
                cache.put(where, answer.kept)
            return answer.kept.raw
        raise FetchError(f"more than {rules.max_redirects} redirects, the limit")
    except FetchError as exc:
        place = url if where == url else f"{url} (redirected to {where[:200]})"
        raise UnreadableError(place, str(exc)) from exc


def _checked(url: str) -> SplitResult:
    """Return the parts of an address that may be asked for."""
    if any(character <= " " or character in "\\\x7f" for character in url):
        raise FetchError("not an address: it holds a space or another character that none may hold")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as exc:
        raise FetchError(f"not an address: {exc}") from exc
    if parts.scheme not in _DEFAULT_PORTS:
        raise FetchError(f"only http and https are fetched, not {parts.scheme or 'this'}")
    if parts.username is not None or parts.password is not None:
        raise FetchError("an address with a user's name or a password is not fetched")
    if not parts.hostname or port == 0:
        raise FetchError("not an address: it names no host")
    return parts


def redirected(where: str, location: str) -> str:
    """Return where a redirect leads; from https it may not lead to http."""
    try:
        target = urlsplit(urljoin(where, location))._replace(fragment="")
    except ValueError as exc:
        raise FetchError(f"redirected to what is no address: {exc}") from exc
    if where.lower().startswith("https:") and target.scheme == "http":
        raise FetchError("redirected from https to http, which is not followed")
    return urlunsplit(target)


def _ask(parts: SplitResult, kept: Kept | None, rules: FetchRules, resolve: Resolver, deadline: float) -> _Answer:
    """Send one request to a judged address and read the answer."""
    host, port = _ascii_host(parts.hostname or ""), parts.port or _DEFAULT_PORTS[parts.scheme]
    allowed = _allowed(host, port, rules, resolve, deadline)
    connection = _Pinned(host, port, allowed, deadline, is_secure=parts.scheme == "https")
    timer = threading.Timer(max(0.0, deadline - time.monotonic()), connection.abort)
    timer.daemon = True
    timer.start()
    try:
        connection.request("GET", _target(parts), headers=_HEADERS | _conditions(kept))
        response = connection.getresponse()
        answer = _answer(response, rules, deadline)
        if connection.is_aborted:  # then what was read looks whole and is not
            raise TimeoutError("timed out")
        if answer.status == 200 and not answer.kept.raw:
            raise FetchError("cannot be fetched: the server sent an empty page")
        return answer
    except (OSError, http.client.HTTPException, ValueError) as exc:
        if connection.is_aborted or time.monotonic() >= deadline:
            raise FetchError(f"took longer than {rules.timeout_s:g} seconds, the limit") from exc
        raise FetchError(f"cannot be fetched: {_said(exc)}") from exc
    finally:
        timer.cancel()
        connection.close()


def _answer(response: http.client.HTTPResponse, rules: FetchRules, deadline: float) -> _Answer:
    """Read an answer, its page within the bounds."""
    raw = b"".join(_body(response, rules, deadline)) if response.status == 200 else b""
    kept = Kept(raw, response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))
    may_keep = "no-store" not in response.headers.get("Cache-Control", "").lower()
    return _Answer(response.status, response.reason, response.headers.get("Location", ""), kept, may_keep)


def _body(response: http.client.HTTPResponse, rules: FetchRules, deadline: float) -> Iterator[bytes]:
    """Return the blocks of a page, decompressed, never more than the bound."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise FetchError(f"the server compressed it as {encoding[:40]!r}, which was not asked for")
    budget = Budget(DEFAULT_LIMITS, "the page")
    blocks = budget.counted(_raw_body(response, deadline))
    given = 0
    try:
        for block in inflated(blocks, "the page", budget, _GZIP) if "gzip" in encoding else blocks:
            given += len(block)
            if given > rules.max_bytes:
                raise FetchError(f"longer than {in_words(rules.max_bytes)}, the limit")
            yield block
    except UnreadableError as exc:
        raise FetchError(exc.why) from exc


def _raw_body(response: http.client.HTTPResponse, deadline: float) -> Iterator[bytes]:
    """Return the blocks of a page as they come; a page that breaks off is an error."""
    while block := response.read1(BLOCK_BYTES):
        if time.monotonic() >= deadline:
            raise TimeoutError("timed out")
        yield block
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)


def _allowed(host: str, port: int, rules: FetchRules, resolve: Resolver, deadline: float) -> Sequence[Resolved]:
    """Resolve a host and judge every address.

    Raises:
        FetchError: If one of them is not public: then none is reached.
    """
    found = _in_time(lambda: resolve(host, port), deadline, rules)
    if not found:
        raise FetchError(f"{host} has no address")
    for _, address in found:
        if address[:2] in rules.trusted:
            continue
        why = why_forbidden(address[0])
        if why:
            raise FetchError(f"{host} leads to {address[0]}: {why}; only public addresses are fetched")
    return found


def _resolve(host: str, port: int) -> Sequence[Resolved]:
    """Ask the system for the addresses of a host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError) as exc:
        raise FetchError(f"the name {host} is not known ({_said(exc)})") from exc
    inet = (socket.AF_INET, socket.AF_INET6)
    return [(family, address) for family, _, _, _, address in found if family in inet]  # type: ignore[misc]


def _in_time(work: Callable[[], Sequence[Resolved]], deadline: float, rules: FetchRules) -> Sequence[Resolved]:
    """Run what has no time limit of its own in a thread, and wait for it until the deadline."""
    outcome: list[Sequence[Resolved] | FetchError] = []

    def run() -> None:
        try:
            outcome.append(work())
        except FetchError as exc:
            outcome.append(exc)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - time.monotonic()))
    if not outcome:
        raise FetchError(f"took longer than {rules.timeout_s:g} seconds, the limit")
    if isinstance(outcome[0], FetchError):
        raise outcome[0]
    return outcome[0]


class _Pinned(http.client.HTTPConnection):
    """A connection that goes to addresses that were judged, whatever its host's name resolves to by now."""

    def __init__(
        self, host: str, port: int, addresses: Sequence[Resolved], deadline: float, *, is_secure: bool
    ) -> None:
        """Prepare; ``host`` is for the Host header and the certificate only."""
        super().__init__(host, port)
        self.default_port = 443 if is_secure else 80  # leaves the port out of the Host header
        self._addresses = addresses
        self._deadline = deadline
        self._is_secure = is_secure
        self.is_aborted = False
        self._socket: socket.socket | None = None  # kept: the library lets go of its own before the page is read

    def connect(self) -> None:
        """Connect to the first address that answers."""
        failure: OSError = OSError("no address")
        for number, (family, address) in enumerate(self._addresses):
            left = self._deadline - time.monotonic()
            plain = socket.socket(family, socket.SOCK_STREAM)
            plain.settimeout(max(0.01, left / (len(self._addresses) - number)))
            self.sock = self._socket = plain
            try:
                plain.connect(address)
                plain.settimeout(max(0.01, self._deadline - time.monotonic()))
                if self._is_secure:
                    context = ssl.create_default_context()
                    self.sock = self._socket = context.wrap_socket(plain, server_hostname=self.host)
                return
            except OSError as exc:
                plain.close()
                failure = exc
        raise failure

    def abort(self) -> None:
        """End it from another thread: what waits for bytes gets none."""
        self.is_aborted = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def _ascii_host(host: str) -> str:
    """Return a host's name as the network knows it."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as exc:
        raise FetchError(f"not a host's name: {host[:100]!r}") from exc


def _target(parts: SplitResult) -> str:
    """Return the path and the query, for the request line."""
    query = f"?{quote(parts.query, safe=_ASCII_OF_URLS)}" if parts.query else ""
    return (quote(parts.path, safe=_ASCII_OF_URLS) or "/") + query


def _conditions(kept: Kept | None) -> dict[str, str]:
    """Return the headers that ask for a page only if it has changed."""
    if kept is None:
        return {}
    said = {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified}
    return {name: value for name, value in said.items() if value}


def _said(exc: Exception) -> str:
    """Return what went wrong, in one short line."""
    if isinstance(exc, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({exc.verify_message})"
    if isinstance(exc, OSError) and exc.strerror:
        return exc.strerror
    return (str(exc) or type(exc).__name__).partition("\n")[0][:200]
