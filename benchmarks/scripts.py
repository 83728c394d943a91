"""E2: texts in other scripts are not taken for one another.

A tokeniser that knows Latin only sees nothing, or the same, in all texts of another
script. For each script every pair of distinct texts must stay apart; in Hindi and
Thai, where combining marks are vowels, texts that differ in those alone are not identical.

Control: the same texts with each letter of the script read as "?", and a few Latin
words left: these do merge, as they would under a tokeniser that drops the script.
"""

import random
import re
from pathlib import Path

from benchmarks import generator, results, sets
from benchmarks.pools import unrelated
from dedup.detect import find_duplicates
from dedup.model import Article, Relation

SCRIPTS = {
    "Arabic": "ar",
    "Hebrew": "he",
    "Hindi": "hi",
    "Thai": "th",
    "Korean": "ko",
    "Japanese": "ja",
    "Chinese": "zh",
    "Vietnamese": "vi",
    "Turkish": "tr",
    "Greek": "el",
    "Cyrillic": "ru",
}
_PAIRS = 10_000
_VOWELS = {"hi": "ािीुूेैोौ", "th": "ะาิีึืุู"}


def texts_of(code: str, count: int, data: Path | None, rng: random.Random) -> tuple[list[str], str]:
    """Return ``count`` distinct unrelated texts in a language, and where they are from."""
    real: list[str] = []
    if data is not None:
        found = sets.articles(data / sets.SAUDI) if code == "ar" else []
        found += sets.articles(data / sets.THAI) if code == "th" else []
        found += [a for a in sets.articles(data / sets.SEMEVAL) if a.lang == code]
        real = [a.text for a in _apart(found, code, rng)][:count]
    made = generator.texts(rng, code, count - len(real), 30, 200)
    return real + made, f"{len(real)} real, {len(made)} made up"


def _apart(articles: list[Article], code: str, rng: random.Random) -> list[Article]:
    """Those without relatives among them."""
    if code == "ar":
        return list(unrelated(articles, rng))
    kept, seen = [], set[str]()
    rng.shuffle(articles)
    for article in articles:
        runs = {article.text[i : i + 20] for i in range(len(article.text) - 20)}
        if runs and seen.isdisjoint(runs):
            seen |= runs
            kept.append(article)
    return kept


def merged(texts: list[str], code: str) -> tuple[int, int, int]:
    """Return how many pairs are reported as copies, with any relation but same-event, as identical."""
    report = find_duplicates(Article(id=f"{i:05}", text=text, lang=code) for i, text in enumerate(texts))
    told = [match.relation for match in report.matches if match.relation is not Relation.SAME_EVENT]
    return sum(relation.is_copy for relation in told), len(told), told.count(Relation.IDENTICAL)


def is_vowelled(text: str, code: str) -> bool:
    """True if a tenth of a text's characters are vowel signs of its script (some Thai news is in English)."""
    return 10 * sum(c in _VOWELS[code] for c in text) >= len(text)


def other_vowels(text: str, code: str) -> str:
    """The text with each vowel sign replaced by another one."""
    signs = _VOWELS[code]
    turn = dict(zip(signs, signs[1:] + signs[:1], strict=True))
    return "".join(turn.get(c, c) for c in text)


def measure(data: Path | None, full: bool, seed: int, outcome: results.Outcome) -> None:
    """Count merged pairs for each script; put figures and targets into the outcome."""
    rng = random.Random(f"scripts {seed}")
    count = 500 if full else 150  # 150 texts make 11,175 pairs
    rows = []
    for script, code in SCRIPTS.items():
        texts, origin = texts_of(code, count, data, rng)
        pairs = len(texts) * (len(texts) - 1) // 2
        copies, related, _ = merged(texts, code)
        row: dict[str, object] = {
            "script": script,
            "pairs": pairs,
            "merged": copies,
            "related": related,
            "texts": origin,
        }
        outcome.expect(f"E2 {script}: pairs", pairs, at_least=_PAIRS)
        outcome.expect(f"E2 {script}: pairs merged", copies, at_most=0)
        if code in _VOWELS:
            twins = [form for text in texts for form in (text, other_vowels(text, code)) if is_vowelled(text, code)]
            found = merged(twins[:120], code)[2]  # the consonants stay: an edited text perhaps, the same one never
            row["vowels changed"] = f"{found} of {len(twins[:120]) // 2}"
            outcome.expect(f"E2 {script}: identical with other vowels", found, at_most=0)
        rows.append(row)
    blind = [re.sub(r"[^\W\d_a-zA-Z]", "?", text) + " agency report today" for text in texts_of("el", 30, None, rng)[0]]
    control = merged([re.sub(r"\d", "", text) for text in blind], "el")[0]
    outcome.expect("E2 control: texts with their letters lost do merge", control, at_least=1)
    outcome.figures["E2"] = {"scripts": rows, "control merged": control}
    results.show(rows)
    print(f"control (letters lost): {control} pairs merged")
