"""Fetching from the web: pages that are kept. All servers are on loopback."""

import pytest
from web_server import BRIDGE, page, serving, trusting

from dedup.readers.fetch import fetch
from dedup.readers.fetch_cache import Kept, PageCache, default_folder


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
    assert default_folder() == tmp_path / "newsdedup" / "pages"
