"""Several articles of one id: the highest version stands, withdrawals remove, the rest is refused."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.detect import find_duplicates
from dedup.errors import LateWithdrawalError, ReaderError
from dedup.model import Article
from dedup.readers.collect import ReadOptions, read_articles, read_beside
from dedup.readers.versions import supersedes
from dedup.version_order import version_key


def rows(path, *found):
    path.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    return path


def item(version, text, **more):
    return {"uri": "urn:a", "version": version, "body_text": text, "pubstatus": "usable", **more}


def test_higher_version_replaces_the_lower_in_any_order(tmp_path):
    versions = [item("9", "nine words"), item("10", "ten words"), item("2", "two words")]
    for number, order in enumerate(itertools.permutations(versions)):
        reading = read_articles(rows(tmp_path / f"{number}.jsonl", *order))
        assert [article.text for article in reading] == ["ten words"]
        assert (reading.count, reading.replaced) == (1, 2)
        assert "older versions of articles, left out: 2" in reading.notes


def test_versions_in_several_files_are_settled_together(tmp_path):
    rows(tmp_path / "1.jsonl", item("2", "the second version"))
    rows(tmp_path / "2.jsonl", item("1", "the first version"), {"uri": "urn:b", "body_text": "another", "version": "1"})
    assert {article.text for article in read_articles(tmp_path)} == {"the second version", "another"}


def test_later_change_decides_between_equal_versions(tmp_path):
    old = {"id": "a", "text": "old", "modified": "2024-02-06T10:00:00+07:00"}
    new = {"id": "a", "text": "new", "modified": "2024-02-06T04:00:00Z"}
    assert [article.text for article in read_articles(rows(tmp_path / "a.jsonl", new, old))] == ["new"]


def test_equal_versions_with_different_texts_are_refused_with_both_places(tmp_path):
    path = rows(tmp_path / "a.jsonl", item("1", "one"), item("1", "two"))
    with pytest.raises(ReaderError, match=r"a\.jsonl:1 and .*a\.jsonl:2"):
        list(read_articles(path))


def test_same_version_twice_is_read_once(tmp_path):
    reading = read_articles(rows(tmp_path / "a.jsonl", item("1", "one"), item("1", "one")))
    assert (len(list(reading)), reading.duplicates, reading.replaced) == (1, 1, 0)


def test_withdrawn_article_is_left_out_and_named(tmp_path):
    path = rows(
        *(tmp_path / "a.jsonl", item("1", "one"), item("2", "", pubstatus="canceled")),
        {"uri": "urn:b", "body_text": "other"},
    )
    reading = read_articles(path)
    assert [article.id for article in reading] == ["urn:b"]
    assert (reading.withdrawn, reading.count) == (["urn:a"], 1)
    assert "articles that are withdrawn: 1, the first is 'urn:a'" in reading.notes


def test_withdrawal_is_carried_through_on_demand(tmp_path):
    path = rows(tmp_path / "a.jsonl", item("1", "one"), item("2", "", pubstatus="canceled"))
    [article] = read_articles(path, ReadOptions(keep_canceled=True))
    assert (article.id, article.version, article.status, article.text) == ("urn:a", "2", "canceled", "")


def test_version_after_a_withdrawal_stands_again(tmp_path):
    path = rows(tmp_path / "a.jsonl", item("2", "", pubstatus="canceled"), item("3", "restored"))
    assert [article.text for article in read_articles(path)] == ["restored"]


def test_withdrawal_without_a_version_wins(tmp_path):
    first = {"uri": "urn:a", "body_text": "one", "versioncreated": "2024-02-06"}
    kill = {"uri": "urn:a", "pubstatus": "canceled"}
    for order in ((first, kill), (kill, first)):
        assert list(read_articles(rows(tmp_path / "a.jsonl", *order))) == []


def test_rows_with_the_usual_names_carry_version_status_and_credit(tmp_path):
    (tmp_path / "a.csv").write_text(
        "id,text,version,updated,credit,status\na,one,1,2024-02-06,AP,\na,two,2,2024-02-07,AP,\nb,gone,1,,,withdrawn\n"
    )
    [article] = read_articles(tmp_path / "a.csv")
    assert article[7:11] == ("2", "2024-02-07", "AP", "")
    assert article.text == "two"


def test_fields_for_versions_can_be_named(tmp_path):
    found = [{"id": "a", "text": f"text {number}", "rev": number} for number in (1, 3, 2)]
    options = ReadOptions(version_field="rev")
    assert [article.text for article in read_articles(rows(tmp_path / "a.jsonl", *found), options)] == ["text 3"]


@pytest.mark.parametrize("first", [0, 1])
def test_newer_version_in_the_other_list_stands(tmp_path, first):
    old = rows(tmp_path / "old.jsonl", item("1", "old text"), {"uri": "urn:b", "body_text": "b", "version": "1"})
    new = rows(tmp_path / "new.jsonl", item("2", "new text"))
    readings = read_beside([new, old])
    found = {position: [article.text for article in readings[position]] for position in (first, 1 - first)}
    assert found == {0: ["new text"], 1: ["b"]}


def test_list_without_versions_beside_one_with_them_is_refused_for_different_texts(tmp_path):
    plain = rows(tmp_path / "plain.jsonl", {"id": "urn:a", "text": "plain"})
    versioned = rows(tmp_path / "v.jsonl", item("2", "new text"))
    new, old = read_beside([plain, versioned])
    with pytest.raises(ReaderError, match="urn:a"):
        list(new) + list(old)


def test_same_articles_in_two_lists_with_versions_come_out_of_both(tmp_path):
    path = rows(tmp_path / "a.jsonl", item("2", "text"))
    new, old = read_beside([path, [path]])
    assert [article.text for article in new] == [article.text for article in old] == ["text"]


@given(st.lists(st.integers(0, 50), min_size=1, max_size=3), st.lists(st.integers(0, 50), min_size=1, max_size=3))
def test_versions_of_numbers_and_dots_compare_as_their_numbers_do(left, right):
    left_key, right_key = (version_key(".".join(map(str, parts))) for parts in (left, right))
    assert (left_key < right_key) == (left < right)


VERSIONS = st.builds(
    Article,
    st.just("a"),
    st.just("x"),
    version=st.sampled_from(["", "1", "2", "10", "x"]),
    modified=st.sampled_from(["", "2024-02-06", "2024-02-06T10:00:00Z"]),
    status=st.sampled_from(["", "canceled"]),
)


@given(VERSIONS, VERSIONS)
def test_no_article_supersedes_another_both_ways(left, right):
    forth, back = supersedes(left, right), supersedes(right, left)
    assert (forth is None) == (back is None)
    assert forth is None or forth != back


def test_a_status_that_is_none_of_ours_does_not_hold_articles_back(tmp_path):
    found = [{"id": "a", "text": "one", "status": 200}, {"id": "b", "text": "two", "status": "published"}]
    reading = read_articles(rows(tmp_path / "a.jsonl", *found, {"id": "a", "text": "three"}))
    assert next(reading).id == "a"
    with pytest.raises(ReaderError, match="two different articles"):
        list(reading)


FORMS = {"id": "a", "text": "Zwölf Boote\nfuhren aus.", "title": "Früh"}
OTHER_FORMS = {"id": "a", "text": "Zwo\u0308lf Boote\r\nfuhren aus.", "title": "Fru\u0308h"}


@pytest.mark.parametrize("name", ["b.jsonl", "b.csv"])
def test_an_article_in_other_line_ends_and_other_forms_of_its_letters_is_read_once(tmp_path, name):
    rows(tmp_path / "a.jsonl", {"id": "z", "text": "Other words."}, FORMS)
    if name == "b.csv":
        (tmp_path / name).write_bytes(f'id,text,title\na,"{OTHER_FORMS["text"]}",{OTHER_FORMS["title"]}\n'.encode())
    else:
        rows(tmp_path / name, OTHER_FORMS, OTHER_FORMS, FORMS)
    reading = read_articles([tmp_path / "a.jsonl", tmp_path / name])
    assert [(article.id, article.title) for article in reading] == [("z", ""), ("a", "Früh")]
    assert reading.duplicates == (1 if name == "b.csv" else 3)


def test_an_article_of_the_archive_in_another_form_is_the_same(tmp_path):
    inputs, archive = rows(tmp_path / "a.jsonl", FORMS), rows(tmp_path / "b.jsonl", OTHER_FORMS)
    for named in ([[inputs], [archive]], [[archive], [inputs]]):
        left, right = read_beside(named)
        report = find_duplicates(left, against=right)
        assert (list(report.articles), report.matches) == (["a"], [])


def test_a_held_article_in_another_form_is_the_same(tmp_path):
    versions = [{**FORMS, "version": "1"}, {**OTHER_FORMS, "version": "1"}]
    for found in (versions, versions[::-1]):
        assert len(list(read_articles(rows(tmp_path / "a.jsonl", *found)))) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": "Zwölf Schiffe\nfuhren aus."}, "differ in text;"),
        ({"title": "Spät"}, "differ in title;"),
        ({"title": "", "published": "2024-06-01"}, "differ in title and published;"),
    ],
)
def test_what_two_articles_of_one_id_differ_in_is_told(tmp_path, change, said):
    path = rows(tmp_path / "a.jsonl", {"id": "z", "text": "Other words."}, FORMS, {**FORMS, **change})
    with pytest.raises(ReaderError, match=rf"a.jsonl:2 and .*a.jsonl:3, which {said}"):
        list(read_articles(path))
    other = rows(tmp_path / "b.jsonl", {**FORMS, **change})
    left, right = read_beside([[rows(path, {"id": "z", "text": "Other words."}, FORMS)], [other]])
    with pytest.raises(ReaderError, match=rf"a.jsonl:2 and .*b.jsonl:1, which {said}"):
        list(itertools.chain(left, right))


@pytest.mark.parametrize("turn", [1, -1])
def test_a_row_with_the_name_of_a_file_is_refused_with_the_way_to_a_longer_id(tmp_path, turn):
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "a.txt").write_text("The old bridge closes on Monday.")
    row = rows(tmp_path / "r.jsonl", {"id": "a.txt", "text": "Other words."})
    with pytest.raises(ReaderError, match=r"its own id \(a file has its path below .* name a folder above it\)"):
        list(read_articles([tmp_path / "z" / "a.txt", row][::turn]))
    assert {article.id for article in read_articles([tmp_path, row])} == {"a.txt", "z/a.txt"}


def test_rows_without_versions_can_be_withdrawn_where_rows_say_their_status(tmp_path):
    found = [{"id": "a", "text": "one", "status": "usable"}, {"id": "a", "text": "", "status": "withdrawn"}]
    assert list(read_articles(rows(tmp_path / "a.jsonl", *found))) == []


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 12)), unique=True, max_size=12), st.integers(0, 12))
def test_of_any_versions_in_any_files_the_highest_of_each_id_stands(tmp_path_factory, pairs, cut):
    folder = tmp_path_factory.mktemp("x")
    found = [{"id": name, "version": number, "text": f"{name} {number}"} for name, number in pairs]
    rows(folder / "1.jsonl", {"id": "other", "text": "no version"}, *found[:cut])
    rows(folder / "2.jsonl", {"id": "last", "text": "no version either"}, *found[cut:])
    highest = {name: max(number for other, number in pairs if other == name) for name, _ in pairs}
    reading = read_articles(folder)
    texts = [article.text for article in reading]
    assert sorted(texts) == sorted(["no version", "no version either", *(f"{n} {v}" for n, v in highest.items())])
    assert (reading.count, reading.replaced) == (len(texts), len(pairs) - len(highest))


def feed(path, source, text, published="Tue, 06 Feb 2024 10:30:00 +0700"):
    date = f"<pubDate>{published}</pubDate>" if published else ""
    item = f"<item><guid>g</guid><title>T</title><description>{text}</description>{date}</item>"
    path.write_text(f'<rss version="2.0"><channel><title>{source}</title>{item}</channel></rss>')
    return path


def test_item_that_two_feeds_of_one_outlet_carry_is_read_once_in_any_order(tmp_path):
    news, all_news = feed(tmp_path / "1.rss", "News", "Some words."), feed(tmp_path / "2.rss", "All", "Some words.")
    dateless = feed(tmp_path / "3.rss", "A", "Some words.", published="")
    for order in itertools.permutations((news, all_news, dateless)):
        reading = read_articles(order)
        assert [article.source for article in reading] == ["All"]
        assert (reading.count, reading.duplicates, reading.replaced) == (1, 2, 0)


def test_item_with_another_text_and_no_date_of_change_is_refused(tmp_path):
    with pytest.raises(ReaderError, match="two different articles have the id 'g'"):
        list(
            read_articles([feed(tmp_path / "1.rss", "News", "Some words."), feed(tmp_path / "2.rss", "News", "Other.")])
        )


def test_item_of_two_lists_with_other_metadata_comes_out_of_both_alike(tmp_path):
    new, old = feed(tmp_path / "1.rss", "News", "Some words."), feed(tmp_path / "2.rss", "All", "Some words.")
    for named in ([new, old], [old, new]):
        first, second = map(list, read_beside(named))
        assert first == second
        assert [article.source for article in first] == ["All"]


TEXT_OF_Q = "The harbour of Kuwait stays open on Friday, the ministry said."
ROWS = ({"id": "q", "text": TEXT_OF_Q}, {"id": "q", "status": "withdrawn"}, {"id": "r", "text": TEXT_OF_Q})


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_plain_row_is_withdrawn_in_any_order_where_articles_are_held(tmp_path, order):
    path = rows(tmp_path / "a.jsonl", *(ROWS[k] for k in order))
    reading = read_articles(path, ReadOptions(hold=True))
    assert [article.id for article in reading] == ["r"]
    assert (reading.withdrawn, reading.replaced, reading.rejected) == (["q"], 0, [])


def test_a_withdrawal_after_the_article_was_given_out_is_an_error_of_its_own(tmp_path):
    with pytest.raises(LateWithdrawalError, match=r"a\.jsonl:2: withdraws 'q'.*hold=True"):
        list(read_articles(rows(tmp_path / "a.jsonl", *ROWS)))


def test_a_late_withdrawal_is_given_out_to_those_who_ask_for_withdrawals(tmp_path):
    again = {"id": "q", "text": "The same once more, without a version, after it was withdrawn."}
    found = list(read_articles(rows(tmp_path / "a.jsonl", *ROWS, again), ReadOptions(keep_canceled=True)))
    assert [(article.id, article.status) for article in found] == [("q", ""), ("q", "canceled"), ("r", "")]


def test_an_article_withdrawn_in_the_other_list_is_gone_from_both(tmp_path):
    one, two = rows(tmp_path / "a.jsonl", ROWS[0], ROWS[2]), rows(tmp_path / "b.jsonl", ROWS[1])
    first, second = read_beside([one, two])
    assert [article.id for article in first] == ["q", "r"]
    with pytest.raises(LateWithdrawalError):
        list(second)
    assert [[article.id for article in each] for each in read_beside([one, two], ReadOptions(hold=True))] == [["r"], []]


def test_a_row_without_text_that_withdraws_nothing_is_a_bad_row(tmp_path):
    with pytest.raises(ReaderError, match="no field 'text'"):
        list(read_articles(rows(tmp_path / "a.jsonl", {"id": "q", "status": "usable"})))


def state(path, text, day=None, feed_day=None):
    """A feed of one item as it stood on some day; the item's own date, that of the feed, or both."""
    built = f"<lastBuildDate>{feed_day:02} Feb 2024 10:00:00 GMT</lastBuildDate>" if feed_day else ""
    date = f"<pubDate>{day:02} Feb 2024 09:00:00 GMT</pubDate>" if day else ""
    item = f"<item><guid>g</guid><title>T</title><description>{text}</description>{date}</item>"
    path.write_text(f'<rss version="2.0"><channel><title>News</title>{built}{item}</channel></rss>')
    return path


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"day": 6}, {"day": 7}),
        ({"feed_day": 6}, {"feed_day": 7}),
        ({"day": 6, "feed_day": 6}, {"day": 6, "feed_day": 7}),
    ],
)
@pytest.mark.parametrize("named", [False, True])
def test_a_feed_saved_on_two_days_gives_the_later_text_of_an_item(tmp_path, first, second, named):
    """By the item's date, or where outlets keep that, by the feed's."""
    old = state(tmp_path / "b.xml", "Three people were hurt.", **first)
    new = state(tmp_path / "a.xml", "Five people were hurt.", **second)
    for order in ([old, new], [new, old]):
        readings = read_beside([[path] for path in order] if named else [order])
        texts = [article.text for reading in readings for article in reading]
        assert texts == ["Five people were hurt."]
        assert sum(reading.replaced for reading in readings) == 1


def test_items_of_two_outlets_that_share_a_guid_are_refused(tmp_path):
    one = "<rss version='2.0'><channel><title>{0}</title><item><guid>12</guid><link>https://{0}.example/12</link>"
    one += "<description>{1}</description><pubDate>0{2} Feb 2024 09:00:00 GMT</pubDate></item></channel></rss>"
    (tmp_path / "1.xml").write_text(one.format("herald", "Three people were hurt.", 6))
    (tmp_path / "2.xml").write_text(one.format("gazette", "The harbour is open.", 7))
    with pytest.raises(ReaderError, match="two different articles have the id '12'"):
        list(read_articles(tmp_path))


def test_two_texts_under_one_guid_in_one_feed_are_refused_whatever_else_is_read(tmp_path):
    one = "<item><guid>g</guid><description>{}</description><pubDate>0{} Feb 2024 09:00:00 GMT</pubDate></item>"
    items = one.format("Three people were hurt.", 6) + one.format("The harbour is open.", 7)
    (tmp_path / "1.xml").write_text(f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>')
    other = state(tmp_path / "2.xml", "Five people were hurt.", day=9)
    for order in ([tmp_path / "1.xml", other], [other, tmp_path / "1.xml"]):
        with pytest.raises(ReaderError, match="two different articles have the id 'g'"):
            list(read_articles(order))


def test_of_a_text_that_comes_back_the_latest_state_counts_in_any_order(tmp_path):
    states = [
        state(tmp_path / "1.xml", "Three people were hurt.", day=6, feed_day=6),
        state(tmp_path / "2.xml", "Five people were hurt.", day=6, feed_day=7),
        state(tmp_path / "3.xml", "Three people were hurt.", day=6, feed_day=8),
    ]
    for order in itertools.permutations(states):
        assert [article.text for article in read_articles(order)] == ["Three people were hurt."]


def test_a_date_of_change_goes_before_the_date_of_the_feed(tmp_path):
    entry = "<entry><id>g</id><title>T</title><updated>{}</updated><content>{}</content></entry>"
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><updated>{}</updated>{}</feed>'
    (tmp_path / "1.xml").write_text(atom.format("2024-02-07", entry.format("2024-02-06T10:00:00Z", "Older words.")))
    (tmp_path / "2.xml").write_text(atom.format("2024-02-06", entry.format("2024-02-06T11:00:00Z", "Newer words.")))
    assert [article.text for article in read_articles(tmp_path)] == ["Newer words."]


def test_malformed_feed_of_two_days_gives_the_later_text(tmp_path):
    state(tmp_path / "1.xml", "Three people &amp; a dog were hurt.", day=6, feed_day=6)
    newer = state(tmp_path / "2.xml", "Five people & a dog were hurt.", day=6, feed_day=7)
    assert [article.text for article in read_articles(tmp_path)] == ["Five people & a dog were hurt."]
    assert "& a" in newer.read_text()


def test_rows_of_one_id_are_not_told_apart_by_a_feed_read_before(tmp_path):
    state(tmp_path / "1.xml", "Three people were hurt.", day=6, feed_day=6)
    rows(tmp_path / "2.jsonl", {"id": "g", "text": "Five people were hurt.", "published": "2024-02-09"})
    with pytest.raises(ReaderError, match=r"two different articles have the id 'g'.*to an index"):
        list(read_articles(tmp_path))
