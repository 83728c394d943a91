"""Which network addresses may be reached when a user asks for a web page: public ones only.

An address is judged as what it leads to: forms that wrap an IPv4 address (mapped, NAT64,
6to4) are unwrapped first, forms that could hide one (Teredo, ISATAP, local NAT64) are never
reached. ``ipaddress.is_global`` of Python 3.11 knows none of this.

Sources: IANA's special-purpose address registries (RFC 6890 and its successors), RFC 6052,
RFC 3056, RFC 4380, RFC 5214, RFC 8215.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_FORBIDDEN_4 = tuple(
    (IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a carrier's inner network"),
        ("127.0.0.0/8", "this computer"),
        ("169.254.0.0/16", "the local link"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "a protocol's own network"),
        ("192.0.2.0/24", "a network of examples"),
        ("192.31.196.0/24", "a protocol's own network"),
        ("192.52.193.0/24", "a protocol's own network"),
        ("192.88.99.0/24", "a relay's network"),
        ("192.168.0.0/16", "a private network"),
        ("192.175.48.0/24", "a protocol's own network"),
        ("198.18.0.0/15", "a network of measurements"),
        ("198.51.100.0/24", "a network of examples"),
        ("203.0.113.0/24", "a network of examples"),
        ("224.0.0.0/4", "a multicast group"),
        ("240.0.0.0/4", "a reserved network"),
    )
)
_PUBLIC_6 = IPv6Network("2000::/3")  # all that is given out; what lies beyond is local, multicast or reserved
_FORBIDDEN_6 = tuple(
    (IPv6Network(network), what)
    for network, what in (
        ("2001::/23", "a protocol's own network, Teredo among them"),
        ("2001:db8::/32", "a network of examples"),
        ("2620:4f:8000::/48", "a protocol's own network"),
        ("3ffe::/16", "a network that is no more"),
        ("3fff::/20", "a network of examples"),
    )
)
#: Networks whose addresses wrap an IPv4 address, with the bits to the right of it.
_WRAPPERS = (
    (IPv6Network("::ffff:0:0/96"), 0),  # mapped
    (IPv6Network("::ffff:0:0:0/96"), 0),  # translated
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (IPv6Network("2002::/16"), 80),  # 6to4
)
_ISATAP = (0x00005EFE, 0x02005EFE)  # the first half of an interface's number that ends in an IPv4 address


def why_forbidden(address: str | Address) -> str:
    """Return what lies behind an address that must not be reached; empty if it may.

    Args:
        address: Numeric, as the resolver gives it; a zone (``%eth0``) is allowed and counts
            as the local link.

    >>> why_forbidden("127.0.0.1"), why_forbidden("64:ff9b::7f00:1"), why_forbidden("1.1.1.1")
    ('this computer', 'this computer', '')
    """
    if isinstance(address, str):
        if "%" in address:
            return "the local link"
        try:
            address = ip_address(address)
        except ValueError:
            return "no address"
    if isinstance(address, IPv6Address):
        inner = unwrapped(address)
        return _why_forbidden_6(address) if inner is None else why_forbidden(inner)
    return next((what for network, what in _FORBIDDEN_4 if address in network), "")


def unwrapped(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for; None if it stands for none.

    >>> unwrapped(IPv6Address("2002:c0a8:101::1"))
    IPv4Address('192.168.1.1')
    """
    for network, right in _WRAPPERS:
        if address in network:
            return IPv4Address(int(address) >> right & 0xFFFFFFFF)
    return None


def _why_forbidden_6(address: IPv6Address) -> str:
    """Return why an IPv6 address that wraps none of the old kind must not be reached."""
    if address.is_loopback:
        return "this computer"
    if address.is_multicast:
        return "a multicast group"
    if address.is_link_local:
        return "the local link"
    if address not in _PUBLIC_6:
        return "a private or reserved network"
    if int(address) >> 32 & 0xFFFFFFFF in _ISATAP:
        return "a tunnel"
    return next((what for network, what in _FORBIDDEN_6 if address in network), "")
