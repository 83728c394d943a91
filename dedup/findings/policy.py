"""What reuse is allowed: a file of rules, so that an expected copy is reported but does not fail.

The file is TOML::

    [[allow]]
    credit = "Antara"                      # the screened article credits the agency
    reason = "agency subscription 2026"

    [[allow]]
    sources = ["The Post", "Evening Post"]  # both articles come from these: sister titles, own archive
    relation = ["identical", "near-duplicate"]
    reason = "sister titles share their desk"

All conditions of a rule must hold; the first rule that fits is the one that is named.
Without any file one thing is allowed: an exact copy that its agency marks as REPEAT.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from dedup.credit import gives_credit, is_repeat, same_name
from dedup.errors import DedupError
from dedup.model import Article, Match, Relation

REPEAT_REASON = "marked REPEAT by its agency: sent again on purpose"

_KEYS = ("source", "sources", "credit", "relation", "reason")
_TOP_KEYS = ("allow", "repeat")


class PolicyError(DedupError):
    """A policy file that cannot be read, or says what it cannot mean."""


class Rule(NamedTuple):
    """One ``[[allow]]``: conditions that must all hold; an empty one always does."""

    source: tuple[str, ...]  #: one of the two articles comes from one of these
    sources: tuple[str, ...]  #: both articles come from these
    credit: tuple[str, ...]  #: the screened article credits one of these
    relations: frozenset[Relation]
    reason: str

    def fits(self, left: Article, right: Article, relation: Relation) -> bool:
        """True if the rule allows this pair; ``left`` is the screened article."""
        if self.relations and relation not in self.relations:
            return False
        if self.source and not any(comes_from(one, name) for one in (left, right) for name in self.source):
            return False
        if self.sources and not all(any(comes_from(one, name) for name in self.sources) for one in (left, right)):
            return False
        return not self.credit or any(gives_credit(left, name) for name in self.credit)


class Policy(NamedTuple):
    """The rules of a file."""

    rules: tuple[Rule, ...] = ()
    allows_repeats: bool = True  #: an exact copy marked REPEAT, of the same source

    def allows(self, left: Article, right: Article, match: Match) -> str:
        """Return why a match is allowed; the empty string if it is not.

        Args:
            left: The screened article.
            right: The indexed one, or an earlier input.
            match: Their match.
        """
        for rule in self.rules:
            if rule.fits(left, right, match.relation):
                return rule.reason
        if self.allows_repeats and match.relation.is_copy and not match.changed and _is_own_repeat(left, right):
            return REPEAT_REASON
        return ""


NO_POLICY = Policy()


def comes_from(article: Article, name: str) -> bool:
    """True if ``name`` is the source of an article, or the host of its URL (or a parent domain of that).

    >>> comes_from(Article("a", "", url="https://www.post.example/1"), "post.example")
    True
    """
    if same_name(article.source, name):
        return True
    try:
        host = (urlsplit(article.url).hostname or "").rstrip(".")
    except ValueError:
        return False
    wanted = name.strip().casefold()
    return bool(wanted) and (host == wanted or ("." in wanted and host.endswith(f".{wanted}")))


def _is_own_repeat(left: Article, right: Article) -> bool:
    """True if one of the two is marked as a repeat, and they do not come from different sources."""
    are_strangers = bool(left.source and right.source) and not same_name(left.source, right.source)
    return (is_repeat(left) or is_repeat(right)) and not are_strangers


def read_policy(path: str) -> Policy:
    """Read a policy file.

    Raises:
        PolicyError: If it cannot be read, is no TOML, or holds an unknown key or a wrong value.
    """
    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as exc:
        raise PolicyError(f"{path}: cannot be read: {exc.strerror or exc}; check the name given to --policy") from exc
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as exc:
        raise PolicyError(f"{path}: not TOML: {exc}; see docs/ci.md for an example") from exc
    _check_keys(table, _TOP_KEYS, path)
    rules = table.get("allow", [])
    if not isinstance(rules, list):
        raise PolicyError(f"{path}: 'allow' must be tables, each under a line [[allow]], got {rules!r}")
    repeats = table.get("repeat", True)
    if not isinstance(repeats, bool):
        raise PolicyError(f"{path}: 'repeat' must be true or false, got {repeats!r}")
    return Policy(tuple(_rule(rule, f"{path}: [[allow]] {number}") for number, rule in enumerate(rules, 1)), repeats)


def _rule(table: object, place: str) -> Rule:
    """Return one rule."""
    if not isinstance(table, dict):
        raise PolicyError(f"{place}: must be a table of {', '.join(_KEYS)}, got {table!r}")
    _check_keys(table, _KEYS, place)
    if "reason" not in table:
        raise PolicyError(f"{place}: 'reason' must say in words why this is allowed, and is missing")
    reason = table["reason"]
    if not isinstance(reason, str) or not reason.strip():
        raise PolicyError(f"{place}: 'reason' must say in words why this is allowed, got {reason!r}")
    names = {key: _names(table, key, place) for key in ("source", "sources", "credit", "relation")}
    if not any(names.values()):
        raise PolicyError(f"{place}: allows everything; narrow it with source, sources, credit or relation")
    known = [relation.value for relation in Relation]
    for name in names["relation"]:
        if name not in known:
            raise PolicyError(f"{place}: 'relation' must be one of {', '.join(known)}, got {name!r}")
    relations = frozenset(map(Relation, names["relation"]))
    return Rule(names["source"], names["sources"], names["credit"], relations, " ".join(reason.split()))


def _names(table: Mapping[str, object], key: str, place: str) -> tuple[str, ...]:
    """Return a text or a list of texts as names; none if the key is absent."""
    if key not in table:
        return ()
    value = table[key]
    names = value if isinstance(value, list) else [value]
    if not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise PolicyError(f"{place}: {key!r} must be a text or a list of texts, none of them empty, got {value!r}")
    return tuple(names)


def _check_keys(table: Mapping[str, object], known: tuple[str, ...], place: str) -> None:
    """Refuse a key that does not exist."""
    for key in table:
        if key not in known:
            from difflib import get_close_matches

            close = get_close_matches(key, known, 1)
            cure = f"did you mean {close[0]!r}?" if close else f"keys are {', '.join(known)}"
            raise PolicyError(f"{place}: unknown key {key!r}; {cure}")
