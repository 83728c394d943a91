import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numba.core import config
from stories import BRIDGE, FOOTER, PRICES, PRICES_TWIN, QUOTATION, REWRITTEN, STORIES, edited, made_up, seeds

from dedup import kernels
from dedup.align import enter_seed, newest_place, seed_slot, subsequence_length
from dedup.background import background, background_level, pair_hash
from dedup.candidates import count_common
from dedup.corpus import build_corpus
from dedup.detect import find_duplicates
from dedup.kernels import M63, cache_folder, compile_kernels, is_cold, kernel, mul63, run
from dedup.keys import (
    BAND,
    PASSAGE,
    TERM,
    places_among,
    salted,
    seek_each,
    slot_of,
    write_band_keys,
    write_passage_keys,
)
from dedup.model import Article
from dedup.pair import compare
from dedup.params import Params
from dedup.seeds import keep_in_filter, write_in_filter, write_sampled
from dedup.shingles import gram_hash, shingle_count, shingles, write_gram_hashes, write_grams
from dedup.sketch import scatter32
from dedup.tokens import CHARACTER, decode_utf8, encode, fold_table, lookalike_hash, mix63

WHOLE = st.integers(0, M63)
EXTREME = [0, 1, 2, 31, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**53, 2**62 - 1, 2**62, M63 - 1, M63, 2665159530496993847]
WORDS = st.lists(st.integers(0, 2**31 - 1), min_size=1, max_size=40)
each_extreme = pytest.mark.parametrize("x", EXTREME)


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    compile_kernels()


def both(function, *arguments):
    """The results of the interpreted and of the compiled kernel."""
    return run(function, False, *arguments), run(function, True, *arguments)


# Hashes: the whole range of 63 bits -----------------------------------------------------------------------------------


@given(WHOLE, WHOLE)
@example(M63, M63)
@example(M63, 2)
@example(2**62, 2**62)
def test_a_product_is_its_low_63_bits_in_both_ways(a, b):
    assert both(mul63, a, b) == (a * b % 2**63,) * 2


@given(WHOLE)
@settings(max_examples=500)
def test_scattering_is_the_same_and_stays_within_63_bits(x):
    one, other = both(mix63, x)
    assert one == other
    assert 0 <= one <= M63


@each_extreme
def test_scattering_extreme_values_is_the_same(x):
    one, other = both(mix63, x)
    assert one == other
    assert 0 <= one <= M63


@each_extreme
@pytest.mark.parametrize("kind", [BAND, PASSAGE, TERM])
def test_keys_of_extreme_hashes_are_the_same_and_stay_within_63_bits(x, kind):
    one, other = both(salted, x, kind)
    assert one == other
    assert 0 <= one <= M63


@given(WHOLE)
def test_keys_of_different_kinds_differ(x):
    assert len({salted(x, kind) for kind in (BAND, PASSAGE, TERM)}) == 3


@given(st.integers(0, 2**32 - 1))
@example(2**32 - 1)
def test_32_bit_scattering_is_the_same(x):
    one, other = both(scatter32, x)
    assert one == other
    assert 0 <= one < 2**32


@given(st.integers(0, 2**31 - 1), st.integers(0, 2**31 - 1))
@example(2**31 - 1, 2**31 - 1)
def test_hashes_of_word_pairs_are_the_same(left, right):
    one, other = both(pair_hash, left, right)
    assert one == other


@given(WORDS)
@example([2**31 - 1] * 8)
@example([0])
def test_gram_hashes_are_the_same(words):
    array = np.array(words, dtype=np.int32)
    one, other = both(gram_hash, array, 0, len(words))
    assert one == other
    assert 0 <= one <= M63


@given(WORDS, st.integers(1, 8))
def test_gram_hashes_of_many_are_those_of_each(words, size):
    array = np.array(words, dtype=np.int32)
    count = max(0, len(words) - size + 1)
    for compiled in (False, True):
        out = np.zeros(count, dtype=np.int64)
        run(write_gram_hashes, compiled, array, size, out)
        assert out.tolist() == [run(gram_hash, compiled, array, k, size) for k in range(count)]


@given(WORDS, st.integers(1, 8))
def test_shingles_are_the_same(words, size):
    array = np.array(words, dtype=np.int32)
    assert shingles(array, size).tolist() == shingles(array, size, compiled=True).tolist()


@given(st.lists(st.tuples(st.integers(0, 2**31 - 1), st.booleans()), min_size=1, max_size=60))
def test_grams_of_mixed_scripts_are_the_same(tokens):
    words = np.array([word for word, _ in tokens], dtype=np.int32)
    flags = np.array([CHARACTER if single else 0 for _, single in tokens], dtype=np.uint8)
    found = []
    for compiled in (False, True):
        out = np.zeros(len(words) + 1, dtype=np.int64)
        count = run(write_grams, compiled, words, flags, 0, len(words), 3, 8, out)
        found.append(out[:count].tolist())
    assert found[0] == found[1]


@given(st.lists(WHOLE, min_size=1, max_size=60), st.integers(1, 16))
@example([M63] * 20, 8)
def test_passage_keys_of_any_hashes_are_the_same(grams, window):
    array, found = np.array(grams, dtype=np.int64), []
    for compiled in (False, True):
        out = np.zeros(len(grams) + 1, dtype=np.int64)
        count = run(write_passage_keys, compiled, array, len(grams), window, out, 0)
        found.append(out[:count].tolist())
    assert found[0] == found[1]
    assert 0 < len(found[0]) <= len(grams)


@given(st.lists(st.integers(0, 2**32 - 1), min_size=16, max_size=16))
@example([2**32 - 1] * 16)
@example([0] * 16)
def test_band_keys_of_any_signature_are_the_same(values):
    signature, found = np.array(values, dtype=np.uint32), []
    for compiled in (False, True):
        out = np.zeros(8, dtype=np.int64)
        run(write_band_keys, compiled, signature, 8, 2, out, 0)
        found.append(out.tolist())
    assert found[0] == found[1]
    assert all(0 <= key <= M63 for key in found[0])


@each_extreme
def test_table_slots_of_extreme_values_are_the_same(x):
    table, stamps = np.zeros(256, dtype=np.int64), np.zeros(256, dtype=np.int32)
    one, other = both(slot_of, table, stamps, 255, 1, x)
    assert one == other
    assert 0 <= one <= 255


def test_a_full_run_of_slots_wraps_around_in_both_ways():
    table, stamps = np.arange(256, dtype=np.int64), np.ones(256, dtype=np.int32)
    stamps[3] = 0
    one, other = both(slot_of, table, stamps, 255, 1, 251 + (1 << 40))
    assert one == other == 3


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=30))
def test_decoding_is_the_same_and_that_of_python(text):
    data = np.frombuffer(encode(text), dtype=np.uint8)
    for compiled in (False, True):
        i, codes = 0, []
        while i < len(data):
            code, i = run(decode_utf8, compiled, data, i)
            codes.append(code)
        assert codes == [ord(c) for c in text]


@given(st.text("abcсοаАΟ\u200b", min_size=1, max_size=20))
def test_lookalike_hashes_are_the_same(text):
    data, table = np.frombuffer(encode(text), dtype=np.uint8), fold_table()
    one, other = both(lookalike_hash, data, 0, len(data), table.page, table.entry, table.look_from, table.look_to)
    assert one == other


FEW_AND_MANY = st.frozensets(st.integers(0, 40)) | st.frozensets(st.integers(0, 400), min_size=60)


@given(st.lists(FEW_AND_MANY, min_size=2, max_size=6))
def test_common_keys_are_counted_the_same_and_as_sets_count_them(sets):
    keys = np.array([key for each in sets for key in sorted(each)], dtype=np.int64)
    bounds = np.concatenate([[0], np.cumsum([len(each) for each in sets])])
    left, right = (side.copy() for side in np.triu_indices(len(sets)))
    for compiled in (False, True):
        common = np.full(len(left), -1)
        run(count_common, compiled, left, right, bounds, keys, common)
        assert common.tolist() == [len(sets[i] & sets[j]) for i, j in zip(left.tolist(), right.tolist(), strict=True)]


@given(st.lists(st.integers(0, 9), max_size=60), st.sets(st.integers(0, 9), max_size=4))
def test_seeds_of_a_long_host_are_those_that_its_guests_may_ask_for(host, asked):
    """A table of all seeds and one of those that a filter lets through give the same places."""
    values = [mix63(k) & ~(3 << 7) if k % 3 else mix63(k) | 1 << 7 for k in range(10)]
    hashes, filled = np.array([values[k] for k in host] or [0], dtype=np.int64), np.zeros(64, dtype=np.uint8)
    for k in asked:
        filled[(values[k] >> 12) & 63] |= 1 << ((values[k] >> 9) & 7)
    for compiled in (False, True):
        found = []
        for of_all in (True, False):
            seeds, earlier, mask = np.zeros(512, dtype=np.int64), np.zeros(64, dtype=np.int32), 255
            chosen = np.zeros(64, dtype=np.int32)
            count = run(write_sampled, compiled, hashes, len(host), chosen)
            if not of_all:
                count = run(keep_in_filter, compiled, hashes, chosen, count, filled, 63)
            for place in chosen[:count].tolist():
                run(enter_seed, compiled, int(hashes[place]), place, seeds, mask, 1, earlier)
            places = {}
            for k in asked:
                p = run(newest_place, compiled, seeds, run(seed_slot, compiled, seeds, mask, 1, values[k]), 1)
                places[k] = []
                while p >= 0:
                    places[k].append(p)
                    p = int(earlier[p])
            found.append(places)
        sampled = {k: [p for p in reversed(range(len(host))) if host[p] == k and k % 3] for k in asked}
        assert found == [sampled, sampled]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=40), st.integers(0, 255))
def test_places_in_a_filter_are_those_whose_bit_is_set(numbers, bits):
    hashes, filled = np.array([k << 9 for k in numbers], dtype=np.int64), np.array([bits, bits >> 3], dtype=np.uint8)
    for compiled in (False, True):
        out = np.zeros(len(hashes), dtype=np.int32)
        count = run(write_in_filter, compiled, hashes, len(hashes), filled, 1, out)
        assert out[:count].tolist() == [k for k, n in enumerate(numbers) if filled[n >> 3 & 1] >> (n & 7) & 1]


@given(st.integers(0, 100), st.integers(1, 8))
def test_shingle_counts_are_the_same(count, size):
    one, other = both(shingle_count, count, size)
    assert one == other


@given(st.integers(0, 2**31 - 1))
def test_background_levels_are_the_same(word):
    table = background()
    one, other = both(background_level, word, table.keys, table.levels)
    assert one == other


# Everything else: whole runs ------------------------------------------------------------------------------------------

BULLETIN = (
    "Jakarta stocks closed {a} percent lower on {day}, with the composite index down {b} points at {c}. "
    "Trading value was {d} trillion rupiah, against {e} trillion the day before, said {name}. Foreign investors sold "
    "shares worth {f} billion. Analysts expect the index to move between {g} and {h} in the coming session."
)


def bulletin(seed: int) -> str:
    """A market report with facts of its own."""
    rng = random.Random(f"bulletin {seed}")
    names = ["Andi Wijaya", "Siti Rahma", "Budi Santoso", "Dewi Lestari"]
    figures = {key: f"{rng.randint(1, 999)}.{rng.randint(10, 99)}" for key in "abcdefgh"}
    return BULLETIN.format(day=f"{rng.randint(1, 28)} May 2021", name=names[seed % 4], **figures)


def everything() -> list[Article]:
    """Articles that are related in every way, in several scripts."""
    chinese = (
        "北京时间二月六日委员会在维也纳开会讨论新的法律草案主席在会议结束以后宣布辞职的消息令所有人感到十分意外和震惊"
    )
    thai = "คณะกรรมการประชุมที่กรุงเวียนนาเพื่อพิจารณาร่างกฎหมายฉบับใหม่และประธานประกาศลาออกหลังการประชุมสิ้นสุดลง"
    texts = {f"story{k}": text for k, text in enumerate(STORIES)}
    texts |= {f"page{k}": f"{made_up(k, 90)}\n{FOOTER}" for k in range(7)}
    texts |= {f"quote{k}": f"{made_up(('q', k), 120)} {QUOTATION} {made_up(('r', k), 80)}" for k in range(3)}
    texts |= {f"edit{k}": edited(BRIDGE, share, k) for k, share in enumerate((0.02, 0.1, 0.3, 0.5))}
    texts |= {f"bulletin{k}": bulletin(k) for k in range(3)}
    texts |= {"whole": " ".join(STORIES[:3]), "twice": f"{STORIES[1]}\n\n{STORIES[1]}", "copy": BRIDGE.upper()}
    texts |= {"mixed": BRIDGE.replace("c", "с"), "number": BRIDGE.replace("3.2", "8 200")}
    texts |= {"scale": BRIDGE.replace("million\npounds", "francs 9"), "empty": "…", "short": "Rain."}
    texts |= {"zh1": chinese * 2, "zh2": f"{chinese}今天14日{made_up(3, 20)}", "th1": thai * 2, "th2": f"{thai}วันนี้"}
    texts |= {f"th{k}": f"วันที่ {k} ก.พ. 2567 เวลา 10.30 น. {thai * 2} จำนวน 14,{k}00 คน" for k in (4, 5)}
    texts |= {
        f"page{k}": f"Regions Weather Cricket Business Subscribe\n{story}"
        for k, story in enumerate(
            (
                "Firefighters from Ballyvane needed six hours in Dunmore on Friday, said the owner Declan Mulhearn.",
                "Declan Mulhearn, who owned the warehouse in Dunmore, thanked the crews from Ballyvane on Friday.",
            )
        )
    }
    vietnamese = "HUẾ, {}/10 (Báo Sông) - Ngày {} tháng 10 hội đồng thành phố họp về cây cầu cũ gần chợ và bến tàu."
    texts |= {f"vi{day}": vietnamese.format(day, day) * 2 for day in (14, 15)}
    for k, sentence in enumerate((
        "the mayor said that the new ferry timetable would start on the first of May this year",
        "the harbour master told the council that no cruise ship had paid for its berth since last autumn",
        "the owner of the old mill wants to turn it into a school for weavers from all over Europe",
    )):  # fmt: skip
        texts[f"protest{k}"] = f"Islanders protested loudly over rising prices. In reply {sentence}. Nobody agreed."
        texts[f"evening{k}"] = f"A quiet evening began with dogs and bins. Later {sentence}. Roofs came next."
    texts |= {n: f"They rescued {n} people. {STORIES[3]}" for n in ("twenty", "twenty-five")}
    texts |= {"rewritten": REWRITTEN, "fair": f"Die Messe läuft vom 3.6. bis 7.6. in Köln. {BRIDGE}"}
    german = "Der Rat hat {} die Entscheidung über den Bau der Brücke auf den Herbst verschoben, sagte der Sprecher."
    texts |= {f"de{k}": german.format(day) * 2 for k, day in enumerate(("Montag", "am Freitag nach Protesten"))}
    texts |= {"th3": f"{thai}{chinese * 6}"}
    japanese = "".join(random.Random(1).choice("東京都議会記者高橋市長午後予算案の可決を発表した") for _ in range(600))
    texts |= {"ja1": japanese, "ja2": japanese[200:280], "beside": f"{chinese}{japanese[300:400]}"}
    titled = "The Honorary Head Market Traders Harwick Town Union {} hopes for new stalls. "
    texts |= {f"head{k}": titled.format(name) + BRIDGE for k, name in enumerate(("Sri Wahyuni", "Dewi Lestari"))}
    texts |= {"day": f"{QUOTATION} 12 Feb 2024 (Thu)", "note": f"{QUOTATION} {made_up('note', 9)}"}
    texts |= {"week": f"{made_up('week', 1500)} {QUOTATION}"}
    amended = FOOTER.replace(". ", " on {} May 2024. ", 1)
    texts |= {f"notice{k}": f"{made_up(('notice', k), 40)}\n{amended.format(k + 1)}" for k in range(4)}
    texts |= {"price1": PRICES.format(1, "naik Rp3.000", 198, 700, "02", 540, 425, "2.795")}
    texts |= {"price2": PRICES_TWIN.format(8, 44, 242, 722, 628, 645, "3.235")}
    dated = [Article(k, text, published=f"2024-03-{1 + n % 28:02}") for n, (k, text) in enumerate(texts.items())]
    return [*dated, *seeds()]


def test_all_columns_of_a_corpus_are_the_same():
    one, other = (build_corpus(everything(), Params(), compiled=compiled) for compiled in (False, True))
    for name, left, right in zip(one._fields, one, other, strict=True):
        if isinstance(left, np.ndarray):
            assert left.dtype == right.dtype, name
            assert left.tobytes() == right.tobytes(), name


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_reports_are_the_same_for_other_sizes(size, monkeypatch):
    params = Params(shingle_size=size, passage_size=max(3, size), passage_window=4, num_perm=64, band_count=20)
    reports = []
    for least in (1 << 40, 0):
        monkeypatch.setattr("dedup.corpus.COMPILE_CHARACTERS", least)
        reports.append(find_duplicates(everything(), params, workers=1)._replace(seconds=0.0))
    assert reports[0] == reports[1]
    assert len(reports[0].matches) > 10


def test_whole_runs_use_every_kernel_and_find_the_same(monkeypatch):
    seen: set[object] = set()

    def watch(frame, event, argument):
        if event == "call":
            seen.add(frame.f_code)

    monkeypatch.setattr("dedup.corpus.COMPILE_CHARACTERS", 1 << 40)
    threading.setprofile(watch)
    sys.setprofile(watch)
    try:
        interpreted = find_duplicates(everything(), workers=1)
        pair = compare(*everything()[:2])
    finally:
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type]
    compiled_only = {"write_signature", "scatter32"}  # their interpreted twin is numpy; see test_sketch.py
    compiled_only |= {"count_common", "seek_each"}  # of checks against an index alone
    compiled_only.add("fewest_changes")  # of the profile ocr alone; see test_misread.py
    unused = {name for name, function in kernels._REGISTRY.items() if function.__code__ not in seen}
    monkeypatch.setattr("dedup.corpus.COMPILE_CHARACTERS", 0)
    compiled = find_duplicates(everything(), workers=1)
    assert compiled._replace(seconds=0.0) == interpreted._replace(seconds=0.0)
    assert compare(*everything()[:2]) == pair
    assert unused - compiled_only == set()
    assert {match.relation.value for match in compiled.matches} >= {"identical", "near-duplicate", "excerpt", "overlap"}


def test_long_texts_are_aligned_the_same(monkeypatch):
    text = made_up("long", 1500)
    pair = Article("a", text), Article("b", edited(text, 0.2, 1))
    found = []
    for least in (1 << 40, 0):
        monkeypatch.setattr("dedup.corpus.COMPILE_CHARACTERS", least)
        found.append(compare(*pair))
    assert found[0] == found[1]
    assert subsequence_length.__name__ in kernels._COMPILED


# The cache ------------------------------------------------------------------------------------------------------------


def test_compiled_code_lies_in_the_folder_that_the_environment_names(monkeypatch, tmp_path):
    monkeypatch.setenv("DEDUP_CACHE_DIR", str(tmp_path))
    assert cache_folder().parent.parent == tmp_path
    assert is_cold()


def test_the_general_cache_folder_is_used_if_there_is_one(monkeypatch, tmp_path):
    monkeypatch.delenv("DEDUP_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert tmp_path in cache_folder().parents


def test_a_changed_kernel_has_another_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("DEDUP_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(kernels, "_REGISTRY", dict(kernels._REGISTRY))
    before = cache_folder()

    @kernel
    def only_here(x: int) -> int:
        return x

    assert cache_folder() != before


def test_the_folder_stays_the_same_while_no_kernel_changes():
    assert cache_folder() == cache_folder()


def test_another_installation_of_the_same_sources_has_another_folder(tmp_path):
    folders = set()
    for place in ("one", "two"):
        bytecode = shutil.ignore_patterns("__pycache__")
        shutil.copytree(Path(kernels.__file__).parent, tmp_path / place / "dedup", ignore=bytecode)
        tell = "import dedup.detect; from dedup.kernels import cache_folder; print(cache_folder())"
        ran = subprocess.run(
            [sys.executable, "-c", tell], env={**os.environ, "PYTHONPATH": str(tmp_path / place)},
            cwd=tmp_path, capture_output=True, text=True, check=True,
        )  # fmt: skip
        folders.add(ran.stdout)
    assert len(folders) == 2


def test_a_folder_with_compiled_code_is_not_cold(monkeypatch, tmp_path):
    monkeypatch.setenv("DEDUP_CACHE_DIR", str(tmp_path))
    cache_folder().mkdir(parents=True)
    assert is_cold()
    (cache_folder() / "kernel.nbi").touch()
    assert not is_cold()


def aged(folder, days):
    """Make a folder of compiled code that was used last so many days ago."""
    (folder / "dedup_1").mkdir(parents=True)
    (folder / "dedup_1" / "kernel.nbi").touch()
    when = time.time() - days * 86400
    os.utime(folder, (when, when))
    return folder


@pytest.fixture
def cache(monkeypatch, tmp_path):
    """An empty cache of our own, and a program that has compiled nothing yet."""
    monkeypatch.setenv("DEDUP_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(kernels, "_SCOPES", {})
    monkeypatch.setattr(kernels, "_COMPILED", {})
    monkeypatch.setattr(config, "CACHE_DIR", config.CACHE_DIR)
    return tmp_path / "cache" / "newsdedup"


def test_kernels_out_of_use_for_a_month_go_when_new_ones_are_made(cache):
    old, recent = aged(cache / f"kernels-{'1' * 16}", 31), aged(cache / f"kernels-{'2' * 16}", 29)
    others = [aged(cache / "kernels-mine", 400), aged(cache / "pages", 400)]
    (cache / f"kernels-{'3' * 16}").write_text("no folder")
    os.utime(cache / f"kernels-{'3' * 16}", (0, 0))
    compile_kernels()
    assert not old.exists()
    assert all(each.exists() for each in (recent, *others, cache / f"kernels-{'3' * 16}"))


def test_kernels_in_use_are_marked_as_used_and_nothing_is_taken_away(cache):
    old, own = aged(cache / f"kernels-{'1' * 16}", 31), aged(cache_folder(), 60)
    compile_kernels()
    assert own.stat().st_mtime > time.time() - 3600
    assert old.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_links_among_old_kernels_are_not_followed(cache, tmp_path):
    kept = aged(tmp_path / "elsewhere", 400)
    old = aged(cache / f"kernels-{'1' * 16}", 31)
    (old / "link").symlink_to(kept)
    os.utime(old, (0, 0))
    (cache / f"kernels-{'2' * 16}").symlink_to(kept)
    compile_kernels()
    assert not old.exists()
    assert (kept / "dedup_1" / "kernel.nbi").exists()


def test_a_cache_that_cannot_be_cleared_fails_no_run(cache, monkeypatch):
    aged(cache / f"kernels-{'1' * 16}", 31)

    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(os, "scandir", refuse)
    compile_kernels()


def test_two_modules_have_no_kernel_of_one_name():
    def mix63(x):
        return x

    with pytest.raises(ValueError, match=r"mix63 is in dedup\.tokens and in "):
        kernel(mix63)


@given(st.sets(st.integers(0, 300)), st.sets(st.integers(0, 300)) | st.sets(st.integers(0, 2**31 - 1), min_size=80))
def test_places_among_rising_keys_are_those_of_a_dictionary(keys, held):
    keys, held = (np.array(sorted(some), dtype=np.uint32) for some in (keys, held))
    places, out = {key: place for place, key in enumerate(held.tolist())}, np.empty(len(keys), dtype=np.int64)
    run(seek_each, True, keys, held, out)
    assert out.tolist() == places_among(keys, held).tolist() == [places.get(key, -1) for key in keys.tolist()]


# Indices --------------------------------------------------------------------------------------------------------------


class Forward:
    """Memory in which an item is asked for by its place from the start only, as compiled kernels do."""

    def __init__(self, memory):
        self.memory = memory

    def __len__(self):
        return len(self.memory)

    def __getitem__(self, index):
        if isinstance(index, slice):
            assert min(index.start or 0, index.stop or 0) >= 0
            return Forward(self.memory[index])
        assert index >= 0
        return self.memory[index]

    def __setitem__(self, index, value):
        assert index >= 0
        self.memory[index] = value


def test_no_kernel_counts_from_the_end(monkeypatch):
    """Compiled kernels do not ask whether an index is negative, so they would read what stands before the array."""
    monkeypatch.setattr(kernels, "_viewed", lambda a: Forward(a.data) if isinstance(a, np.ndarray) else a)
    with pytest.raises(AssertionError):
        run(lambda values: values[-1], False, np.arange(3))
    texts = [*STORIES, *(edited(text, 0.1, k) for k, text in enumerate(STORIES)), *(a.text for a in seeds())]
    texts += [f"{text}\n\n{FOOTER}" for text in STORIES] + [f"{text} {text}" for text in STORIES[:2]]
    report = find_duplicates([Article(str(k), text) for k, text in enumerate(["", ".", "a", *texts])])
    assert len({match.relation for match in report.matches}) >= 2
    assert report.repeats
