"""Fetching from the web, bounded. All servers are on loopback."""

import gzip
import time

import pytest
from web_server import BRIDGE, page, refusal, serving, trusting

from dedup.errors import ReaderError
from dedup.readers import fetch as fetching
from dedup.readers.collect import ReadOptions, read_articles
from dedup.readers.fetch import FetchError, FetchRules, fetch, web_source


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
        fetching.redirected("https://news.example/", "http://news.example/feed")


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


# As an input


def test_address_on_the_web_needs_leave():
    with pytest.raises(ReaderError, match="is an address on the web; add --fetch to have it fetched"):
        read_articles("https://news.example/feed")


def test_source_of_the_web_is_read_like_a_file(monkeypatch):
    row = b'{"id": "a", "text": "piped words"}\n'
    with serving(lambda _: page(row)) as server:
        monkeypatch.setattr("dedup.readers.fetch.web_source", lambda url, _: web_source(url, rules=trusting(server)))
        url = server.url("/day.jsonl")
        assert [article.id for article in read_articles(url, ReadOptions(fetch=True))] == ["a"]
        assert [article.id for article in read_articles([url, url], ReadOptions(fetch=True))] == ["a"]


def test_page_that_cannot_be_fetched_can_be_skipped(tmp_path):
    (tmp_path / "a.txt").write_bytes(BRIDGE)
    url = "http://127.0.0.1:9/feed"
    with pytest.raises(ReaderError, match=r"http://127.0.0.1:9/feed: 127.0.0.1 leads to 127.0.0.1: this computer"):
        list(read_articles([url, tmp_path], ReadOptions(fetch=True)))
