"""Where the articles of a reading stand, for those who point at them."""

import json

from dedup.readers.collect import read_articles


def test_places_are_files_as_named_and_lines(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("One bridge.")
    rows = [{"id": "x", "text": "Two bridges."}, {"id": "empty", "text": "..."}, {"id": "y", "text": "Three bridges."}]
    (tmp_path / "feed.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    reading = read_articles(["a.txt", "feed.jsonl"])
    assert reading.places() == {}
    assert [article.id for article in reading] == ["a.txt", "x", "y"]
    assert reading.places() == {"a.txt": ("a.txt", 0), "x": ("feed.jsonl", 1), "y": ("feed.jsonl", 3)}


def test_items_of_a_feed_have_numbers_and_no_lines(tmp_path):
    item = "<item><guid>{}</guid><description>{}</description></item>\n"
    items = item.format(0, "One.") + item.format(1, "")
    (tmp_path / "f.xml").write_text(f'<rss version="2.0"><channel>\n{items}</channel></rss>')
    reading = read_articles(tmp_path / "f.xml")
    assert [article.id for article in reading] == ["0"]
    assert reading.places()["0"][1] == 0
    assert [record.place.rpartition("f.xml")[2] for record in reading.rejected] == ["#2"]
