"""The five seeds as articles with everything around them, and files of every format made of them.

A fixture is built when a test asks for it; nothing of it lies in the repository.
"""

import csv
import io
import json
from datetime import datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import NamedTuple

import orjson

SEEDS = Path(__file__).parents[2] / "seeds"
FEWEST_WORDS = 14  # of a paragraph; shorter lines of the seeds are their sites' furniture
_ABOUT = (
    ("000", "Pj Bupati Aceh Utara Instruksikan ASN Jaga Netralitas", "Aceh Info", "2024-02-06T19:20:00+07:00"),
    ("001", "Kepala Badan Kesbangpol Balikpapan Ingatkan Netralitas ASN", "Metro IKN", "2023-11-21T09:05:00+08:00"),
    ("002", "Sukseskan Pilkada, ASN Harus Netral", "Kabar Balangan", "2020-08-05T16:45:00+08:00"),
    ("003", "Netralitas ASN di Pilkada 2024 Ditekankan", "Minangkabau News", "2024-11-19T10:30:00+07:00"),
    ("004", "Pj Bupati Barsel tekankan pentingnya netralitas ASN", "Antara Kalteng", "2024-02-07T08:00:00+07:00"),
)
MODIFIED = "2024-12-01T12:00:00+07:00"
XML = '<?xml version="1.0" encoding="utf-8"?>\n'


class Story(NamedTuple):
    """A seed with a title, a source and a date, its text reduced to its paragraphs."""

    id: str
    title: str
    source: str
    published: str
    text: str

    @property
    def url(self):
        return f"https://example.com/{self.id}"

    @property
    def paragraphs(self):
        return self.text.split("\n\n")


def stories():
    found = []
    for path, (start, title, source, published) in zip(sorted(SEEDS.iterdir()), _ABOUT, strict=True):
        assert path.name.startswith(start)
        lines = [" ".join(line.split()) for line in path.read_text(encoding="utf-8").splitlines()]
        kept = [line for line in lines if len(line.split()) >= FEWEST_WORDS and not line.lower().startswith("baca")]
        found.append(Story(path.name, title, source, published, "\n\n".join(kept)))
    return found


def paragraphs(story, tag="p"):
    return "".join(f"<{tag}>{escape(line, quote=False)}</{tag}>\n" for line in story.paragraphs)


def row(story):
    return {
        "id": story.id,
        "title": story.title,
        "text": story.text,
        "source": story.source,
        "url": story.url,
        "published": story.published,
        "lang": "id",
        "version": "2",
        "modified": MODIFIED,
        "credit": "Antara",
    }


def jsonl(found):
    return b"".join(orjson.dumps(row(story)) + b"\n" for story in found)


def table(found, delimiter):
    file = io.StringIO()
    writer = csv.DictWriter(file, list(row(found[0])), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(map(row, found))
    return file.getvalue().encode()


def rss(found):
    items = "".join(
        f"<item><title>{escape(story.title)}</title><link>{story.url}?utm_source=rss</link>"
        f'<guid isPermaLink="false">{story.id}</guid><source url="https://example.com">{story.source}</source>'
        f"<pubDate>{format_datetime(datetime.fromisoformat(story.published))}</pubDate><dc:creator>Antara</dc:creator>"
        f"<description>{escape(story.paragraphs[0][:80])} ...</description>"
        f"<content:encoded><![CDATA[{paragraphs(story)}]]></content:encoded></item>"
        for story in found
    )
    return (
        f'{XML}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Seeds</title>'
        f"<link>https://example.com/</link><language>id</language>{items}</channel></rss>"
    ).encode()


def rdf(found):
    items = "".join(
        f'<item rdf:about="{story.id}"><title>{escape(story.title)}</title><link>{story.url}</link>'
        f"<dc:date>{story.published}</dc:date><dc:publisher>{story.source}</dc:publisher><dc:language>id</dc:language>"
        f"<dc:creator>Antara</dc:creator><content:encoded>{escape(paragraphs(story))}</content:encoded></item>"
        for story in found
    )
    return (
        f'{XML}<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f'<channel rdf:about="https://example.com/"><title>Seeds</title></channel>{items}</rdf:RDF>'
    ).encode()


def atom(found):
    entries = "".join(
        f"<entry><id>{story.id}</id><title>{escape(story.title)}</title><link href='{story.url}#top'/>"
        f"<published>{story.published}</published><updated>{MODIFIED}</updated><summary>short</summary>"
        f"<author><name>Antara</name></author><source><title>{story.source}</title></source>"
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{paragraphs(story)}</div></content></entry>'
        for story in found
    )
    return (
        f'{XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id"><title>Seeds</title>{entries}</feed>'
    ).encode()


def json_feed(found):
    items = [
        {
            "id": story.id,
            "url": f"{story.url}?utm_medium=feed",
            "title": story.title,
            "content_html": paragraphs(story),
            "summary": "short",
            "date_published": story.published,
            "date_modified": MODIFIED,
            "authors": [{"name": "Antara"}],
            "language": "id",
        }
        for story in found
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": found[0].source, "items": items}
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def page(story):
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published,
        "dateModified": MODIFIED,
        "publisher": {"@type": "NewsMediaOrganization", "name": story.source},
        "author": [{"@type": "Person", "name": "Antara"}],
        "isBasedOn": "https://example.com/release",
        "inLanguage": "id",
    }
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Home", "Nasional", "Olahraga"))
    return (
        f"<!DOCTYPE html><html lang=id><head><meta charset=utf-8><title>{escape(story.title)} - {story.source}</title>"
        f'<script type="application/ld+json">{json.dumps(facts)}</script></head><body><nav><ul>{menu}</ul></nav>'
        f"<main><article><h1>{escape(story.title)}</h1>{paragraphs(story)}</article></main>"
        "<footer><p>Hak cipta dilindungi undang-undang</p></footer></body></html>"
    ).encode()


def ninjs(story, form):
    item = {
        "uri": story.id,
        "type": "text",
        "version": "2",
        "language": "id",
        "byline": "Antara",
    }
    if form == 1:
        item |= {
            "firstcreated": story.published,
            "versioncreated": MODIFIED,
            "pubstatus": "usable",
            "headline": story.title,
            "body_text": story.text,
            "source": story.source,
            "evolvedfrom": "urn:older",
        }
    else:
        camel = form == 3
        kind = "contentType" if camel else "contenttype"
        item |= {
            "standard": {"name": "ninjs", "version": f"{form}.0"},
            "firstCreated" if camel else "firstcreated": story.published,
            "versionCreated" if camel else "versioncreated": MODIFIED,
            "pubStatus" if camel else "pubstatus": "usable",
            "headlines": [{"role": "sub", "value": "other"}, {"role": "main", "value": story.title}],
            "bodies": [{"role": "main", kind: "text/html", "value": paragraphs(story)}],
            "infoSources" if camel else "infosources": [{"name": story.source}],
            "altIds" if camel else "altids": [{"role": "internal", "value": "urn:older"}],
        }
    return item


def ninjs_1(found):
    return b"".join(orjson.dumps(ninjs(story, 1)) + b"\n" for story in found)


def ninjs_2(found):
    return json.dumps([ninjs(story, 2) for story in found], indent=1).encode()


def ninjs_3(found):
    return json.dumps({"items": [ninjs(story, 3) for story in found]}).encode()


def nitf(story):
    issued = datetime.fromisoformat(story.published).strftime("%Y%m%dT%H%M%S%z")
    return (
        f'{XML}<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.5/specification/dtd/nitf-3-5.dtd">\n'
        f'<nitf xml:lang="id"><head><title>{escape(story.title)}</title><docdata management-status="usable">'
        f'<correction id-string="urn:older" info="update"/><doc-id id-string="{story.id}"/><du-key version="2"/>'
        f'<date.issue norm="{issued}"/></docdata><pubdata name="{story.source}"/></head><body><body.head><hedline>'
        f"<hl1>{escape(story.title)}</hl1></hedline><byline>Antara</byline></body.head><body.content>"
        f"<media><media-caption>Foto</media-caption></media>{paragraphs(story)}</body.content></body></nitf>"
    ).encode()


def news_item(story, inline):
    space = 'xmlns="http://www.w3.org/1999/xhtml"'
    content = f"<html {space}><head><title>x</title></head><body>{paragraphs(story)}</body></html>"
    if inline == "nitf":
        content = (
            '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.content>'
            f"{paragraphs(story)}</body.content></body></nitf>"
        )
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2" standardversion="2.30" '
        f'conformance="power" guid="{story.id}" version="2" xml:lang="id"><itemMeta><itemClass qcode="ninat:text"/>'
        f'<provider literal="x"><name>{story.source}</name></provider><versionCreated>{MODIFIED}</versionCreated>'
        f'<firstCreated>{story.published}</firstCreated><pubStatus qcode="stat:usable"/>'
        '<link rel="irel:evolvedFrom" residref="urn:older"/></itemMeta><contentMeta><creditline>Antara</creditline>'
        f'<language tag="id"/><headline>{escape(story.title)}</headline></contentMeta><contentSet>'
        f"<inlineXML>{content}</inlineXML></contentSet></newsItem>"
    )


def newsml(story):
    return (XML + news_item(story, "xhtml")).encode()


def news_message(found):
    items = "".join(news_item(story, "nitf") for story in found)
    return (
        f'{XML}<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>{MODIFIED}</sent></header>'
        f"<itemSet>{items}</itemSet></newsMessage>"
    ).encode()


#: Fixtures of one file that holds all stories: a name, the format it is, what makes it.
TOGETHER = {
    "stories.jsonl": ("jsonl", jsonl),
    "stories.json": ("json", lambda found: json.dumps({"articles": list(map(row, found))}, indent=1).encode()),
    "stories.csv": ("csv", lambda found: table(found, ",")),
    "semicolons.csv": ("csv", lambda found: table(found, ";")),
    "stories.tsv": ("tsv", lambda found: table(found, "\t")),
    "rss.xml": ("feed", rss),
    "rdf.rdf": ("feed", rdf),
    "atom.xml": ("feed", atom),
    "ninjs1.jsonl": ("ninjs", ninjs_1),
    "ninjs2.json": ("ninjs", ninjs_2),
    "ninjs3.json": ("ninjs", ninjs_3),
    "message.xml": ("newsml", news_message),
}
#: Fixtures of one file a story: a suffix, the format it is, what makes it.
APART = {
    ".txt": ("txt", lambda story: story.text.encode()),
    ".html": ("html", page),
    ".nitf.xml": ("nitf", nitf),
    ".g2.xml": ("newsml", newsml),
    ".feed.json": ("feed", lambda story: json_feed([story])),
    ".ninjs": ("ninjs", lambda story: json.dumps(ninjs(story, 3)).encode()),
}
