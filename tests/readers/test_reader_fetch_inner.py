"""Fetching from the web: never from inside. All servers are on loopback."""

import re
import socket

import pytest
from web_server import BRIDGE, page, refusal, serving, trusting

from dedup.readers import fetch as fetching
from dedup.readers.fetch import FetchError, fetch

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
