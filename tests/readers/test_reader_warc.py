"""Web archives."""

import gzip
import os
import zlib

import pytest
from extra_formats import BRIDGE, HARBOUR, need, read, refusal
from fixtures import page as story_page
from fixtures import stories


def warc_record(kind, url, http):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-02-06T10:30:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def page(text, url="https://news.example/bridge", status="200 OK", kind="text/html; charset=utf-8", packed=False):
    body = f"<html><head><title>Bridge</title></head><body><article><p>{text}</p></article></body></html>".encode()
    extra = b""
    if packed:
        body, extra = gzip.compress(body), b"Content-Encoding: gzip\r\n"
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n".encode() + extra
    return warc_record("response", url, http + b"\r\n" + body)


LONG = " ".join([BRIDGE, HARBOUR, "Engineers found cracks in two of the piers during the spring inspection."] * 4)


def test_pages_of_a_warc_are_articles(tmp_path):
    need("fastwarc", "trafilatura")
    path = tmp_path / "a.warc"
    request = warc_record("request", "https://news.example/bridge", b"GET / HTTP/1.1\r\n\r\n")
    path.write_bytes(
        request
        + page(LONG)
        + page("gone", "https://news.example/x", "404 Not Found")
        + page("{}", "https://news.example/data", kind="application/json")
        + page(LONG.upper(), "https://news.example/upper", packed=True)
    )
    found, _ = read(path)
    assert [article.id for article in found] == ["https://news.example/bridge", "https://news.example/upper"]
    assert BRIDGE in found[0].text
    assert BRIDGE.upper() in found[1].text


def test_warc_is_read_compressed_by_record_and_known_by_content(tmp_path):
    need("fastwarc", "trafilatura")
    path = tmp_path / "crawl"
    path.write_bytes(gzip.compress(page(LONG)) + gzip.compress(page(LONG, "https://news.example/2")))
    assert len(read(path)[0]) == 2


def test_page_of_a_warc_that_cannot_be_decoded_costs_only_itself(tmp_path):
    need("fastwarc", "trafilatura")
    broken = page(LONG, "https://news.example/1", packed=True).replace(b"\x1f\x8b\x08", b"\x1f\x8b\xff")
    path = tmp_path / "a.warc"
    path.write_bytes(broken + page(LONG, "https://news.example/2"))
    assert refusal(path).startswith(":1: a record that cannot be read")
    found, reading = read(path, skip_bad=True)
    assert [article.id for article in found] == ["https://news.example/2"]
    assert len(reading.rejected) == 1


@pytest.mark.parametrize("lost", [5, 200, 330])
def test_page_that_a_warc_breaks_off_in_is_bad_and_not_read_in_part(tmp_path, lost):
    need("fastwarc", "trafilatura")
    path = tmp_path / "a.warc"
    path.write_bytes((page(LONG) + page(LONG, "https://news.example/2"))[:-lost])
    assert refusal(path).startswith(":2: a record that cannot be read (the archive breaks off inside it)")
    found, reading = read(path, skip_bad=True)
    assert (len(found), [rejected.place for rejected in reading.rejected]) == (1, [f"{path}:2"])


def test_warc_that_is_damaged_behind_its_pages_loses_none_of_them(tmp_path):
    need("fastwarc", "trafilatura")
    path = tmp_path / "a.warc"
    path.write_bytes(page(LONG) + page(LONG, "https://news.example/2") + b"WARC/")
    assert "damaged WARC" in refusal(path)
    found, reading = read(path, skip_bad=True)
    assert (len(found), len(reading.rejected)) == (2, 1)


def test_packed_warc_that_breaks_off_keeps_its_whole_pages(tmp_path):
    need("fastwarc", "trafilatura")
    path = tmp_path / "a.warc.gz"
    padded = page(f"{LONG}<!--{' ' * 100_000}-->")  # more than is looked at before anything is read
    path.write_bytes((gzip.compress(padded) + gzip.compress(page(LONG, "https://news.example/2")))[:-30])
    assert "ends too early" in refusal(path)
    assert len(read(path, skip_bad=True)[0]) == 1


def test_bomb_in_a_warc_is_refused(tmp_path):
    need("fastwarc", "trafilatura")
    body = zlib.compress(b" " * (64 << 20))
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: deflate\r\n"
    http = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    path = tmp_path / "a.warc"
    path.write_bytes(warc_record("response", "https://news.example/1", http))
    assert "longer than 16 MiB, the limit for one page" in refusal(path)


def test_damaged_warc_is_refused(tmp_path):
    need("fastwarc")
    path = tmp_path / "a.warc"
    path.write_bytes(b"WARC/1.0\r\nnonsense\r\n\r\n" + os.urandom(100))
    assert "damaged WARC" in refusal(path)


def test_later_capture_of_a_page_in_a_warc_replaces_the_earlier(tmp_path):
    need("fastwarc", "trafilatura")
    path = tmp_path / "a.warc"
    later = page(LONG.upper()).replace(b"2024-02-06T10:30", b"2024-02-07T10:30")
    path.write_bytes(later + page(LONG))
    [article] = read(path)[0]
    assert BRIDGE.upper() in article.text


def test_warc_reads_to_the_five_articles(tmp_path):
    need("fastwarc", "trafilatura")
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%b"
    path, found = tmp_path / "stories.warc", stories()
    pages = ((s, story_page(s)) for s in found)
    path.write_bytes(b"".join(warc_record("response", s.url, http % (len(raw), raw)) for s, raw in pages))
    assert [(a.id, a.title, a.source, a.text, a.published) for a in read(path)[0]] == [
        (s.url, s.title, s.source, s.text, s.published) for s in found
    ]
