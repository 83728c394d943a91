# ruff: noqa: E501  (lines as long as in the files that they imitate)
"""Files as newsrooms really get them: the elements, attributes and habits of known systems, made-up words.

Fuzzing starts from these beside the plain samples, so that the rare branches of a reader are
reached: name spaces, packages, several bodies, graphs of linked data, odd tables.
"""

import json

from benchmarks.hostile.samples import STORIES, zipped

_TITLE, _TEXT = STORIES[0]
_DATE = "2024-02-06T10:30:00+07:00"

_WORDPRESS = f"""<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet type="text/xsl" href="/x.xsl"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:georss="http://www.georss.org/georss"
 xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><title>Harian &amp; Kabar</title><atom:link href="https://news.example/feed/" rel="self" type="application/rss+xml"/>
<link>https://news.example</link><description>Kabar&#8230;</description><language>id-ID</language>
<sy:updatePeriod>hourly</sy:updatePeriod><image><url>x.png</url><title>Harian</title><link>/</link></image>
<item><title><![CDATA[{_TITLE} <b>now</b>]]></title><link>https://news.example/?p=1&#038;utm_source=rss</link>
<comments>https://news.example/1#respond</comments><dc:creator><![CDATA[Ana & Budi]]></dc:creator>
<pubDate>Tue, 06 Feb 2024 03:30:00 GMT</pubDate><category><![CDATA[Nasional]]></category>
<guid isPermaLink="false">https://news.example/?p=1</guid>
<description><![CDATA[<p>{_TEXT[:40]} [&#8230;]</p> <p>The post <a href="/1">x</a> appeared first on <a>Harian</a>.</p>]]></description>
<content:encoded><![CDATA[<figure><img src="a.jpg"/><figcaption>Foto</figcaption></figure><p>{_TEXT}</p><blockquote>“Ya.”</blockquote>
<ul><li>satu</li></ul><table><tr><td>a</td><td>b</td></tr></table><script>x()</script>]]></content:encoded>
<wfw:commentRss>x</wfw:commentRss><slash:comments>0</slash:comments><media:content url="a.jpg" medium="image">
<media:title type="html">a</media:title></media:content><georss:point>1 2</georss:point><enclosure url="a.mp3" length="1" type="audio/mpeg"/>
<feedburner:origLink>https://news.example/1</feedburner:origLink><source url="https://wire.example/">Wire</source></item>
<item><title/><guid></guid><description/></item><item/></channel></rss>"""

_ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id"
 xml:base="https://news.example/" xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:at="http://purl.org/atompub/tombstones/1.0">
<title type="html">Harian &amp;amp; Kabar</title><id>tag:news.example,2024:feed</id><updated>{_DATE}</updated>
<link rel="self" href="feed.atom"/><link rel="alternate" href="/"/><author><name>Ana</name><email>a@news.example</email></author>
<entry xml:base="2024/"><id>tag:news.example,2024:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{_TITLE}</div></title>
<link rel="alternate" type="text/html" href="1.html"/><link rel="enclosure" href="a.jpg"/><published>{_DATE}</published>
<updated>2024-02-06T11:00:00Z</updated><author><name>Budi</name></author><category term="x"/>
<source><id>y</id><title>Wire</title><updated>{_DATE}</updated></source><summary type="text">short</summary>
<content type="xhtml" xml:lang="id"><div xmlns="http://www.w3.org/1999/xhtml"><p>{_TEXT}</p><br/><ul><li>a</li></ul></div></content></entry>
<entry><id>tag:news.example,2024:2</id><title>t</title><updated>x</updated><content type="text/plain">{_TEXT}</content></entry>
<entry><id>3</id><content src="https://news.example/3" type="text/html"/><summary type="html">&lt;p&gt;a b c&lt;/p&gt;</summary></entry>
<at:deleted-entry ref="tag:news.example,2024:4" when="{_DATE}"><at:comment>gone</at:comment></at:deleted-entry></feed>"""

_RDF = f"""<?xml version="1.0" encoding="iso-8859-1"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<channel rdf:about="https://news.example/rdf"><title>K\xf6lner</title><link>https://news.example</link><items><rdf:Seq>
<rdf:li rdf:resource="https://news.example/1"/></rdf:Seq></items></channel><item rdf:about="https://news.example/1">
<title>{_TITLE}</title><link>https://news.example/1</link><description>&lt;p&gt;{_TEXT}&lt;/p&gt;</description>
<dc:date>{_DATE}</dc:date><dc:identifier>x</dc:identifier><dcterms:modified>2024</dcterms:modified></item></rdf:RDF>"""

_BROKEN = f"""<rss version=2.0><channel><title>Kabar & Berita</title><item><title>A &nbsp; B &hellip; <b>c</title>
<link>https://news.example/1<guid>1</guid><pubDate>Selasa, 6 Februari 2024 10:30 WIB</pubDate>
<description><p>{_TEXT}<br></description></item><item><description>x \x02 y &#1; &bogus;</description></item>"""

_JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1", "title": "Harian", "home_page_url": "https://news.example", "language": "id",
    "authors": [{"name": "Ana"}],
    "items": [
        {"id": 1, "url": "https://news.example/1", "external_url": "x", "title": _TITLE, "content_html": f"<p>{_TEXT}</p>",
         "content_text": _TEXT, "summary": "s", "date_published": _DATE, "date_modified": _DATE, "tags": ["a"],
         "attachments": [{"url": "x", "mime_type": "audio/mpeg"}], "_ext": {"a": [1, 2.5, None, True]}},
        {"id": "2", "content_text": ""}, {},
    ],
}  # fmt: skip

_GRAPH = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "@id": "#org", "name": "Harian", "logo": {"@type": "ImageObject", "url": "x"}},
        {"@type": ["WebPage", "ItemPage"], "@id": "https://news.example/1", "url": "https://news.example/1"},
        {"@type": "NewsArticle", "headline": "Bridge &amp; river", "datePublished": _DATE, "dateModified": _DATE,
         "publisher": {"@id": "#org"}, "author": [{"@type": "Person", "name": "Ana"}, {"@id": "#b"}], "inLanguage": "id",
         "mainEntityOfPage": {"@id": "https://news.example/1"}, "isBasedOn": [{"@type": "Article", "url": "https://w.example/1"}],
         "isPartOf": {"@id": "#org"}, "articleBody": _TEXT},
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "item": {"@id": "/", "name": "Home"}}]},
    ],
}  # fmt: skip

_AMP = f"""<!doctype html><html amp lang="id"><head><meta charset="utf-8"><link rel="canonical" href="https://news.example/1">
<title>{_TITLE} | Harian</title><meta property="og:title" content="{_TITLE}"><meta property="og:site_name" content="Harian">
<meta property="article:published_time" content="{_DATE}"><meta name="author" content="Ana"><style amp-boilerplate>body{{x:y}}</style>
<script type="application/ld+json">/*<![CDATA[*/{json.dumps(_GRAPH)}/*]]>*/</script><script type="application/ld+json">{{bad,}}</script>
<script async src="https://cdn.ampproject.org/v0.js"></script><base href="https://news.example/x/"></head><body>
<header><nav><ul><li><a href=/>Home</a><li><a href=/n>Nasional</a></ul></nav></header><main><article><h1>{_TITLE}</h1>
<time datetime="{_DATE}" pubdate>Selasa</time><span class=author>Ana</span><amp-img src=a.jpg></amp-img>
{f"<p>{_TEXT}</p>" * 6}<p><a href=/2>Baca juga: x</a></p><table><tr><th>a<td>b</table><ul><li>a<li>b</ul><pre>c
d</pre><iframe src="//x"></iframe><amp-ad width=1></amp-ad></article></main><footer><p>Hak cipta</footer></body></html>"""

_PLAIN_PAGE = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><title>{_TITLE}</title></head>
<body><font size=2><table><tr><td><center>{_TITLE}</center><br><br>{_TEXT} K\x94ln \xe9\xe8<br><br>{_TEXT}<p>{_TEXT}</td></tr></table>"""

_G2 = "http://iptc.org/std/nar/2006-10-01/"
_NEWS_MESSAGE = f"""<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="{_G2}" xmlns:x="http://www.w3.org/1999/xhtml">
<header><sent>{_DATE}</sent><catalogRef href="http://www.iptc.org/std/catalog/x.xml"/><sender>wire.example</sender></header><itemSet>
<packageItem guid="urn:p:1" version="1" standard="NewsML-G2"><itemMeta><itemClass qcode="ninat:composite"/></itemMeta>
<groupSet root="g"><group id="g" role="group:main"><itemRef residref="urn:n:1" version="2"><title>t</title></itemRef></group></groupSet></packageItem>
<newsItem guid="urn:n:1" version="2" xml:lang="en"><catalogRef href="x"/><rightsInfo><copyrightHolder literal="Wire"/></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:WIRE"><name>Wire</name></provider><versionCreated>{_DATE}</versionCreated>
<firstCreated>2024-02-06T03:00:00Z</firstCreated><embargoed/><pubStatus qcode="stat:usable"/><edNote>x</edNote>
<link rel="irel:evolvedFrom" residref="urn:n:0"/><signal qcode="sig:update"/></itemMeta><contentMeta><urgency>3</urgency>
<infoSource literal="x"/><creator qcode="a:b"><name>Ana</name></creator><creditline>Wire/Ana</creditline><altId type="x">a1</altId>
<language tag="en"/><slugline separator="/">a/b</slugline><headline role="hldrole:sub">s</headline><headline>{_TITLE}</headline>
<dateline>KOELN</dateline><by>Ana</by><description>d</description></contentMeta><contentSet>
<inlineXML contenttype="application/nitf+xml"><nitf><head><title>t</title></head><body><body.head><hedline><hl1>h</hl1></hedline>
<dateline><location>X</location></dateline></body.head><body.content><block><p>{_TEXT}</p></block></body.content></body></nitf></inlineXML>
<inlineData contenttype="text/html">&lt;p&gt;a b&lt;/p&gt;</inlineData><remoteContent href="a.jpg" contenttype="image/jpeg"/></contentSet></newsItem>
<newsItem guid="urn:n:2" version="3"><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta></newsItem>
<conceptItem guid="urn:c:1"><concept/></conceptItem><newsItem/></itemSet></newsMessage>"""

_NITF = f"""<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE nitf SYSTEM "http://www.nitf.org/nitf-3-5.dtd">
<nitf uno="urn:u:1" version="-//IPTC//DTD NITF 3.5//EN" xml:lang="en"><head><title>{_TITLE}</title><tobject tobject.type="news"/>
<docdata management-status="usable"><correction info="update" id-string="x0" regsrc="Wire"/><doc-id regsrc="Wire" id-string="x1"/>
<urgency ed-urg="3"/><date.issue norm="20240206T103000+0700"/><date.release norm="20240206T103000Z"/><du-key version="2" key="k"/>
<doc.copyright holder="Wire" year="2024"/></docdata><pubdata name="Harian" type="print" date.publication="20240206"/></head><body>
<body.head><hedline><hl1>{_TITLE} <em>now</em></hl1><hl2>sub</hl2></hedline><byline>By <person>Ana</person></byline>
<distributor><org>Wire</org></distributor><dateline><location>X</location><story.date norm="20240206">Feb 6</story.date></dateline>
<abstract><p>a</p></abstract></body.head><body.content><block><p lede="true">{_TEXT}&nbsp;&mdash;</p><media media-type="image">
<media-reference source="a.jpg"/><media-caption>c</media-caption></media><hl2>h</hl2><ul><li>a</li></ul><table><tr><td>1</td></tr></table>
<pre>x
y</pre><bq><block><p>q</p></block></bq></block></body.content><body.end><tagline>t</tagline></body.end></body></nitf>"""

_NINJS = [
    {"uri": "urn:1", "type": "text", "version": 2, "versioncreated": _DATE, "pubstatus": "usable", "language": "en", "headline": _TITLE,
     "body_text": _TEXT, "body_html": f"<p>{_TEXT}</p>", "description_text": "d", "byline": "Ana", "located": "X",
     "subject": [{"code": "a", "name": "b"}], "associations": {"main": {"type": "picture", "uri": "x"}},
     "evolvedfrom": "urn:0", "altids": {"a": "b"}, "infosource": [{"name": "Wire"}], "copyrightholder": "Wire"},
    {"uri": "urn:2", "type": "text", "standard": {"name": "ninjs", "version": "2.1"}, "headlines": [{"role": "main", "value": _TITLE}],
     "bodies": [{"role": "caption", "contenttype": "text/plain", "value": "x"},
                {"role": "main", "contenttype": "text/html", "value": f"<p>{_TEXT}</p>", "charcount": 1, "wordcount": 2}],
     "firstcreated": _DATE, "embargoed": _DATE, "infosources": [{"uri": "x", "name": "Wire"}]},
    {"uri": "urn:3", "pubStatus": "canceled", "altIds": [{"role": "x", "value": "y"}], "versionCreated": _DATE},
    {"uri": "urn:4", "type": "picture", "renditions": {"a": {"href": "x", "width": 1}}},
]  # fmt: skip

_ROWS = (
    {
        "id": 1,
        "title": _TITLE,
        "body": _TEXT,
        "date": "Selasa, 6 Februari 2024",
        "source": {"name": "Wire"},
        "tags": ["a"],
    },
    {
        "id": "2",
        "headline": "h",
        "text": None,
        "content": _TEXT,
        "publishedAt": 1707190200,
        "version": "1.10",
        "status": "withdrawn",
    },
    {
        "url": "https://news.example/3?utm_source=x",
        "maintext": _TEXT,
        "updated": _DATE,
        "id": None,
        "language": "id",
        "n": 1e300,
    },
)


def structures(name: str) -> list[tuple[str, bytes]]:
    """Return file names and contents of real shapes for one format; none for formats that have no variety."""
    lines = "\n".join(json.dumps(row) for row in _ROWS)
    quoted = '"' + _TEXT.replace("closes", '""closes""\r\n') + '"'
    made = {
        "txt": [("a.txt", f"\ufeff{_TITLE}\r\n\r\n{_TEXT}\r\n\f\x0b\u2028{_TEXT}".encode("utf-16"))],
        "feed": [
            ("a.rss", _WORDPRESS.encode()), ("a.atom", _ATOM.encode()), ("a.rdf", _RDF.encode("latin-1")),
            ("b.rss", _BROKEN.encode()), ("a.json", json.dumps(_JSON_FEED).encode()), ("c.rss", _WORDPRESS.encode("utf-16")),
        ],
        "newsml": [("a.xml", _NEWS_MESSAGE.encode())],
        "nitf": [("a.nitf", _NITF.encode())],
        "html": [("a.html", _AMP.encode()), ("b.html", _PLAIN_PAGE.encode("latin-1"))],
        "ninjs": [
            ("a.ninjs", json.dumps(_NINJS).encode()), ("b.ninjs", "\n".join(map(json.dumps, _NINJS)).encode()),
            ("c.ninjs", json.dumps({"items": _NINJS}, indent=1).encode()),
        ],
        "json": [("a.json", json.dumps({"data": {"results": list(_ROWS)}}).encode()), ("b.json", f"[{lines}]".encode())],
        "jsonl": [("a.jsonl", f"\ufeff{lines}".encode()), ("b.jsonl", lines.replace("\n", "\r\n\r\n").encode("utf-16"))],
        "csv": [
            ("a.csv", f"\ufeffid;judul;isi;tanggal\r\n1;K\xf6ln;{quoted};6/2/2024\r\n2;;;\r\n".encode("cp1252", "replace")),
            ("b.csv", f'sep=,\nid,text,"a ""b"""\n1,{quoted},x\n\n2,"",\n'.encode()),
        ],
        "tsv": [("a.tsv", f"id\ttext\tpublished\r\n1\t{_TEXT}\t{_DATE}\r\n2\t{quoted}\t\r\n3\r\n".encode("utf-16-le"))],
        "packed": [("b.zip", zipped({"a/b.rss": _WORDPRESS.encode(), "a/c.csv": b"id,text\n1,a b\n", "a/": b"", ".x": b"y"}))],
    }  # fmt: skip
    return made.get(name, [])
