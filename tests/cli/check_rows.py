"""An index of three articles, and rows that are checked against it."""

from stories import BRIDGE, CHESS, METEOR, OPERA, QUOTATION, WHALE

from dedup.model import Article

INDEXED = [
    Article("agency-1", BRIDGE, "Bridge to close", "Antara", published="2024-02-06T08:00:00Z"),
    Article("archive-1", f"{CHESS} {QUOTATION}", "Chess", "The Post"),
    Article("own", OPERA, "Opera", "The Post", version="1"),
]
COPY = {"id": "copy", "text": BRIDGE, "source": "The Post", "title": "Old bridge shut"}
QUOTING = {"id": "quoting", "text": f"{METEOR} {QUOTATION}"}
FRESH = {"id": "fresh", "text": WHALE}
UPDATE = {"id": "own", "text": OPERA.replace("twelve", "fourteen"), "title": "Opera reopened"}
