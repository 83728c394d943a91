"""Which addresses may be reached: public ones, whatever form they are written in."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.readers.addresses import unwrapped, why_forbidden

PUBLIC = [
    *("1.1.1.1", "8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1"),
    *(
        "172.15.255.255",
        "172.32.0.0",
        "169.253.255.255",
        "192.167.255.255",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.254",
    ),
    *("2606:4700::1111", "2a00:1450:4001::200e", "2400:cb00::1", "2001:4860:4860::8888"),
    *("::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_reached(address):
    assert why_forbidden(address) == ""


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1", "this computer"),
        ("127.255.255.255", "this computer"),
        ("::1", "this computer"),
        ("10.1.2.3", "a private network"),
        ("172.31.255.255", "a private network"),
        ("192.168.0.1", "a private network"),
        ("169.254.169.254", "the local link"),
        ("fe80::1", "the local link"),
        ("fe80::1%eth0", "the local link"),
        ("224.0.0.1", "a multicast group"),
        ("ff02::1", "a multicast group"),
        ("fd00:ec2::254", "a private or reserved network"),
        ("::", "a private or reserved network"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "a protocol's own network, Teredo among them"),
        ("64:ff9b:1::1", "a private or reserved network"),
        ("2606:4700::5efe:127.0.0.1", "a tunnel"),
        ("2606:4700::200:5efe:8.8.8.8", "a tunnel"),
        ("not an address", "no address"),
    ],
)
def test_addresses_inside_are_named(address, why):
    assert why_forbidden(address) == why


WRAPPED = {
    "mapped": lambda inner: IPv6Address((0xFFFF << 32) | inner),
    "translated": lambda inner: IPv6Address((0xFFFF << 48) | inner),
    "NAT64": lambda inner: IPv6Address((0x64FF9B << 96) | inner),
    "6to4": lambda inner: IPv6Address((0x2002 << 112) | (inner << 80) | 1),
}


@pytest.mark.parametrize("form", WRAPPED)
@given(st.integers(0, 2**32 - 1))
def test_wrapped_address_is_judged_as_what_it_wraps(form, number):
    wrapped = WRAPPED[form](number)
    assert unwrapped(wrapped) == IPv4Address(number)
    assert why_forbidden(wrapped) == why_forbidden(IPv4Address(number))


@given(st.integers(0, 2**32 - 1))
def test_no_address_that_python_calls_private_may_be_reached(number):
    address = IPv4Address(number)
    if not address.is_global or address.is_multicast or address.is_reserved:
        assert why_forbidden(address)


@given(st.integers(0, 2**128 - 1))
def test_no_new_address_that_python_calls_private_may_be_reached(number):
    address = IPv6Address(number)
    if (not address.is_global or address.is_multicast) and unwrapped(address) is None:
        assert why_forbidden(address)
