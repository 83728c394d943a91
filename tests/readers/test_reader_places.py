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
