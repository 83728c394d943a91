"""Fetching from the web: never from inside, bounded, conditional. All servers are on loopback."""

import gzip
import re
import socket
import time

import pytest
from web_server import page, serving

from dedup.errors import ReaderError
from dedup.readers import fetch as fetching
from dedup.readers.collect import ReadOptions, read_articles
from dedup.readers.fetch import FetchError, FetchRules, fetch, web_source
from dedup.readers.fetch_cache import Kept, PageCache, default_folder
from dedup.readers.unreadable import UnreadableError

BRIDGE = b"The old bridge over the river closes on Monday for repairs."

#: Forms of hosts that lead inside, as they may stand in an address: numbers in every spelling, wrapped ones,
#: and names, with what the names resolve to.
NUMBERS = re.findall(
    r"\S+",
    """
127.0.0.1 127.1 127.0.1 127.255.255.254 2130706433 0x7f000001 0x7f.0.0.1 0x7f.1 017700000001 0177.0.0.1 0177.1
00000177.0.0.1 0x7F.0x0.0x0.0x1 0x0000007f.0.0.1 127.0x0.0.01 127.0.0.1. 0 0.0.0.0 0x0 00 0.1.2.3
10.0.0.1 10.255.255.255 10.1 0xa.1 012.0.0.1 167772161 0x0a000001 10.0x1 172.16.0.1 172.31.255.254 2886729729 0xac100001
192.168.0.1 192.168.1.254 192.168.1 3232235521 0xc0a80001 0300.0250.0.1 192.0xa8.0.1 169.254.169.254 169.254.1.1
2852039166 0xa9fea9fe 0251.0376.0251.0376 169.254.43518 100.64.0.1 100.127.255.254 100.100.100.200 192.0.0.1 192.0.0.192
192.0.2.1 198.51.100.7 203.0.113.9 198.18.0.1 198.19.255.254 192.88.99.1 224.0.0.1 239.255.255.250 240.0.0.1
255.255.255.255 4294967295 0xffffffff
[::1] [0:0:0:0:0:0:0:1] [0000:0000:0000:0000:0000:0000:0000:0001] [::] [::0.0.0.1] [::127.0.0.1] [::7f00:1] [::10.0.0.1]
[::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:7F00:0001] [0:0:0:0:0:ffff:127.0.0.1] [::ffff:10.0.0.1] [::ffff:a9fe:a9fe]
[::ffff:192.168.1.1] [::ffff:0.0.0.0] [::ffff:0:127.0.0.1] [::ffff:0:10.0.0.1] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1]
[64:ff9b::a00:1] [64:ff9b::169.254.169.254] [64:ff9b::192.168.0.1] [64:ff9b:1::1] [64:ff9b:1::7f00:1]
[2002:7f00:1::] [2002:7f00:1::1] [2002:a00:1::1] [2002:c0a8:101::1] [2002:a9fe:a9fe::1] [2002:ac10:1::]
[2001::1] [2001:0:7f00:1::] [2001:0:4136:e378:8000:63bf:80ff:fffe] [2001:10::1] [2001:20::1] [2001:2::1] [2001:db8::1]
[fe80::1] [fe80::5efe:7f00:1] [febf::1] [fec0::1] [fc00::1] [fd00::1] [fdff:ffff::1] [fd00:ec2::254] [ff02::1] [ff05::2]
[2606:4700::5efe:7f00:1] [2606:4700::200:5efe:a00:1] [100::1] [3ffe::1] [3fff::1] [4000::1] [5f00::1] [e000::1]
１２７.0.0.1 ①②⑦.⓪.⓪.① 127。0。0。1 ⑩.0.0.1 １９２.１６８.０.１
""",
)
NAMES = {
    "localhost": ["127.0.0.1", "::1"],
    "LOCALHOST": ["127.0.0.1"],
    "localhost.": ["127.0.0.1"],
    "localhost.localdomain": ["127.0.0.1"],
    "ip6-localhost": ["::1"],
    "intranet": ["10.0.0.5"],
    "metadata.google.internal": ["169.254.169.254"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "half-inside.example": ["1.1.1.1", "10.0.0.1"],
    "half-inside-6.example": ["2606:4700::1111", "::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "nat64.example": ["64:ff9b::7f00:1"],
    "ⓛocalhost": ["127.0.0.1"],
    "scoped.example": ["fe80::1%lo"],
}
ADDRESSES = [f"http://{host}:PORT/feed" for host in [*NUMBERS, *NAMES]] + [
    f"https://{host}:PORT/" for host in NUMBERS[:9]
]
MALFORMED = [
    *("file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:PORT/_x", "dict://127.0.0.1/", "data:text/plain,x"),
    *(
        "javascript:alert(1)",
        "ldap://127.0.0.1/",
        "http:///127.0.0.1/",
        "http://",
        "http://:PORT/",
        "http://127.0.0.1:0/",
    ),
    *("http://user@127.0.0.1:PORT/", "http://news.example:x@127.0.0.1:PORT/", "http://news.example@127.0.0.1:PORT/"),
    *(
        "http://news.example#@127.0.0.1:PORT/",
        "http://news.example\\@127.0.0.1:PORT/",
        "http://127.0.0.1:PORT\r\nHost: x/",
    ),
    *(
        "http://127.0.0.1:99999/",
        "http://[::1/",
        "http://[127.0.0.1]:PORT/",
        "http://%31%32%37.0.0.1:PORT/",
        "http:\\\\127.0.0.1/",
    ),
]


def resolve(host, port):
    """Names from the table, numbers as the system reads them; nothing is asked from any network."""
    wanted = NAMES.get(host.lower(), [host])
    try:
        found = [
            socket.getaddrinfo(name, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST) for name in wanted
        ]
    except OSError as exc:
        raise FetchError(f"the name {host} is not known") from exc
    return [(family, address) for each in found for family, _, _, _, address in each]


@pytest.fixture
def connected(monkeypatch):
    """Every address that a socket of this process connects to."""
    seen = []

    class Watched(socket.socket):
        def connect(self, address):
            seen.append(address[:2])
            super().connect(address)

    monkeypatch.setattr(socket, "socket", Watched)
    return seen


def trusting(*servers, **rules):
    return FetchRules(trusted=frozenset(("127.0.0.1", server.port) for server in servers), **rules)


def refusal(url, **options):
    with pytest.raises(UnreadableError) as caught:
        fetch(url, **options)
    return str(caught.value)


def test_there_are_enough_forms():
    assert len({*ADDRESSES, *MALFORMED}) >= 150


def test_no_form_of_an_inner_address_is_reached(connected):
    with serving(lambda _: page(BRIDGE)) as victim:
        for form in [*ADDRESSES, *MALFORMED]:
            message = refusal(form.replace("PORT", str(victim.port)), resolve=resolve)
            assert form.split("PORT")[0][:20] in message
        assert (connected, victim.connections) == ([], 0)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_no_redirect_leads_to_an_inner_address(connected, status):
    with serving(lambda _: page(BRIDGE)) as victim:
        forms = iter([*ADDRESSES, *MALFORMED])
        target = ""
        with serving(lambda _: page(status=status, Location=target.encode("utf-8").decode("latin-1"))) as door:
            for form in forms:
                target = form.replace("PORT", str(victim.port)).replace("\r\n", "")
                refusal(door.url(), resolve=resolve, rules=trusting(door, timeout_s=5, max_redirects=2))
        assert set(connected) == {("127.0.0.1", door.port)}
        assert victim.connections == 0


def test_control_without_the_rules_the_forms_are_reached(connected, monkeypatch):
    """The two tests above can fail: with the judgement switched off the victim is reached."""
    monkeypatch.setattr(fetching, "why_forbidden", lambda _: "")
    with serving(lambda _: page(BRIDGE)) as victim:
        reached = 0
        for form in ("127.0.0.1", "127.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "localhost", "①②⑦.⓪.⓪.①"):
            reached += fetch(f"http://{form}:{victim.port}/", resolve=resolve) == BRIDGE
        assert reached == 7


def test_name_that_changes_its_address_is_judged_anew_on_each_redirect(connected):
    answers = []

    def changing(host, port):
        answers.append(host)
        return [(socket.AF_INET, ("127.0.0.1" if len(answers) == 1 else "127.0.0.2", port))]

    with serving(lambda _: page(status="302 Found", Location="/again")) as door:
        message = refusal(f"http://news.example:{door.port}/", resolve=changing, rules=trusting(door))
        assert "leads to 127.0.0.2: this computer" in message
        assert connected == [("127.0.0.1", door.port)]


def test_name_is_resolved_once_and_the_judged_address_is_connected_to(connected, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("resolved behind our back"))
    asked = []

    def once(host, port):
        asked.append(host)
        return [(socket.AF_INET, ("127.0.0.1", port))]

    with serving(lambda _: page(BRIDGE)) as server:
        assert fetch(f"http://news.example:{server.port}/", resolve=once, rules=trusting(server)) == BRIDGE
        assert asked == ["news.example"]
        assert f"Host: news.example:{server.port}\r\n" in server.requests[0]


def test_proxies_of_the_environment_are_not_used(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    with serving(lambda _: page(BRIDGE)) as server:
        assert fetch(server.url(), rules=trusting(server)) == BRIDGE


def test_redirects_are_followed_relative_ones_too():
    def answer(request):
        path = request.split()[1]
        return page(BRIDGE) if path == "/b/c?x=1" else page(status="302 Found", Location="c?x=1#part")

    with serving(answer) as server:
        assert fetch(server.url("/b/a"), rules=trusting(server)) == BRIDGE


def test_too_many_redirects_are_refused():
    with serving(lambda _: page(status="302 Found", Location="/again")) as server:
        assert "more than 5 redirects, the limit" in refusal(server.url(), rules=trusting(server))
        assert server.connections == 6


def test_redirect_from_https_to_http_is_not_followed():
    with pytest.raises(FetchError, match="from https to http"):
        fetching._redirected("https://news.example/", "http://news.example/feed")


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops", "204 No Content", "304 Not Modified", "401 Go Away"])
def test_answer_that_is_no_page_is_refused_with_its_status(status):
    with serving(lambda _: page(status=status)) as server:
        assert f"the server answered {status[:3]}" in refusal(server.url(), rules=trusting(server))


def test_compressed_page_is_decompressed():
    with serving(lambda _: page(gzip.compress(BRIDGE), Content_Encoding="gzip")) as server:
        assert fetch(server.url(), rules=trusting(server)) == BRIDGE
        assert "Accept-Encoding: gzip\r\n" in server.requests[0]


def test_other_compression_is_refused():
    with serving(lambda _: page(BRIDGE, Content_Encoding="br")) as server:
        assert "which was not asked for" in refusal(server.url(), rules=trusting(server))


def test_page_beyond_the_size_is_refused():
    with serving(lambda _: page(b"x" * 5000)) as server:
        assert "longer than 4 KiB, the limit" in refusal(server.url(), rules=trusting(server, max_bytes=4096))


def test_bomb_is_refused():
    bomb = gzip.compress(b"\0" * (40 << 20))
    with serving(lambda _: page(bomb, Content_Encoding="gzip")) as server:
        assert "more than 200 times its size" in refusal(server.url(), rules=trusting(server))


def test_endless_headers_are_refused():
    with serving(lambda _: b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000) as server:
        assert "cannot be fetched" in refusal(server.url(), rules=trusting(server))


@pytest.mark.parametrize(
    "answer", [b"", b"garbage", b"HTTP/1.1 200", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/9.9 200 OK\r\n\r\n", b"\0" * 100]
)
def test_answer_that_is_no_http_is_refused(answer):
    with serving(lambda _: answer) as server:
        assert "cannot be fetched" in refusal(server.url(), rules=trusting(server))


def test_page_that_breaks_off_is_refused():
    with serving(lambda _: page(BRIDGE, Content_Length="1000")) as server:
        assert "cannot be fetched" in refusal(server.url(), rules=trusting(server))


@pytest.mark.parametrize(
    "start", [None, b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx"], ids=["silent", "stalled"]
)
def test_server_that_waits_is_given_up(start):
    def answer(request):
        if start:
            server.held[-1:] = []
        return start

    def stalling(connection):
        connection.recv(65536)
        server.held.append(connection)
        if start:
            connection.sendall(start)

    with serving(answer) as server:
        server.serve = stalling
        begun = time.monotonic()
        message = refusal(server.url(), rules=trusting(server, timeout_s=0.3))
        assert "took longer than 0.3 seconds, the limit" in message
        assert time.monotonic() - begun < 3


def test_server_that_drips_is_given_up():
    def dripping(connection):
        connection.recv(65536)
        try:
            connection.sendall(b"HTTP/1.1 200 OK\r\n")
            while True:
                connection.sendall(b"X: y\r\n"[:1])
                time.sleep(0.02)
        except OSError:
            connection.close()

    with serving(lambda _: None) as server:
        server.serve = dripping
        assert "took longer" in refusal(server.url(), rules=trusting(server, timeout_s=0.3))


def test_resolver_that_hangs_is_given_up():
    import threading

    released = threading.Event()

    def hanging(host, port):
        released.wait(5)
        return []

    assert "took longer" in refusal("http://news.example/", resolve=hanging, rules=FetchRules(timeout_s=0.1))
    released.set()


def test_closed_port_is_refused():
    with serving(lambda _: page()) as server:
        pass
    assert "cannot be fetched" in refusal(server.url(), rules=trusting(server))


# Conditional requests


@pytest.fixture
def cache(tmp_path):
    return PageCache(tmp_path / "pages")


@pytest.mark.parametrize(
    ("given_header", "value", "asked_header"),
    [("ETag", '"v1"', "If-None-Match"), ("Last-Modified", "Tue, 06 Feb 2024 10:30:00 GMT", "If-Modified-Since")],
)
def test_page_that_has_not_changed_is_not_sent_again(cache, given_header, value, asked_header):
    def answer(request):
        if f"{asked_header}: {value}\r\n" in request:
            return page(status="304 Not Modified", Content_Length=None)
        return page(BRIDGE, **{given_header: value})

    with serving(answer) as server:
        rules = trusting(server)
        assert [fetch(server.url(), cache=cache, rules=rules) for _ in range(3)] == [BRIDGE] * 3
        assert asked_header not in server.requests[0]
        assert all(asked_header in request for request in server.requests[1:])


def test_changed_page_replaces_what_was_kept(cache):
    bodies = iter([b"one", b"two"])
    with serving(lambda _: page(next(bodies), ETag='"x"')) as server:
        fetch(server.url(), cache=cache, rules=trusting(server))
        assert fetch(server.url(), cache=cache, rules=trusting(server)) == b"two"
        assert cache.get(server.url()).raw == b"two"


def test_page_that_must_not_be_stored_is_not(cache):
    with serving(lambda _: page(BRIDGE, ETag='"x"', Cache_Control="private, no-store")) as server:
        fetch(server.url(), cache=cache, rules=trusting(server))
        assert cache.get(server.url()) is None


def test_damaged_or_foreign_page_in_the_cache_is_as_good_as_none(cache, tmp_path):
    cache.put("http://a.example/", Kept(BRIDGE, '"x"', ""))
    [path] = (tmp_path / "pages").iterdir()
    assert cache.get("http://a.example/").raw == BRIDGE
    for content in (
        path.read_bytes()[:-1],
        b"",
        b"{}\n",
        b"[1]\nx",
        path.read_bytes().replace(b"a.example", b"b.example"),
    ):
        path.write_bytes(content)
        assert cache.get("http://a.example/") is None


def test_cache_stays_within_its_size_and_is_private(tmp_path):
    cache = PageCache(tmp_path / "pages", max_bytes=1000)
    for number in range(9):
        cache.put(f"http://a.example/{number}", Kept(b"x" * 300, '"x"', ""))
    files = list((tmp_path / "pages").iterdir())
    assert sum(path.stat().st_size for path in files) <= 1000
    assert all(path.stat().st_mode & 0o077 == 0 for path in files)


def test_cache_that_cannot_be_written_is_no_error(tmp_path):
    (tmp_path / "pages").write_text("a file where the folder should be")
    PageCache(tmp_path / "pages").put("http://a.example/", Kept(BRIDGE, '"x"', ""))


def test_cache_lies_where_the_user_keeps_caches(monkeypatch, tmp_path):
    monkeypatch.setenv("DEDUP_CACHE_DIR", str(tmp_path))
    assert default_folder() == tmp_path / "dedup" / "pages"


# As an input


def test_address_on_the_web_needs_leave():
    with pytest.raises(ReaderError, match="is an address on the web; add --fetch to have it fetched"):
        read_articles("https://news.example/feed")


def test_source_of_the_web_is_read_like_a_file(monkeypatch):
    row = b'{"id": "a", "text": "piped words"}\n'
    with serving(lambda _: page(row)) as server:
        monkeypatch.setattr("dedup.readers.paths._web_source", lambda url: web_source(url, rules=trusting(server)))
        url = server.url("/day.jsonl")
        assert [article.id for article in read_articles(url, ReadOptions(fetch=True))] == ["a"]
        assert [article.id for article in read_articles([url, url], ReadOptions(fetch=True))] == ["a"]


def test_page_that_cannot_be_fetched_can_be_skipped(tmp_path):
    (tmp_path / "a.txt").write_bytes(BRIDGE)
    url = "http://127.0.0.1:9/feed"
    with pytest.raises(ReaderError, match=r"http://127.0.0.1:9/feed: 127.0.0.1 leads to 127.0.0.1: this computer"):
        list(read_articles([url, tmp_path], ReadOptions(fetch=True)))
