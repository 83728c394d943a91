"""Small reports and hostile texts that the tests of the report formats share."""

from dedup.model import Article, Change, Cluster, Comparison, Match, Passage, Relation, Repeat, Report

BRIDGE = (
    "The bridge over the river will close on Monday for repairs, the city said.\n"
    "Three people were hurt when a railing broke on 6 February 2024.\n"
)
BRIDGE_AGAIN = (
    "Agency. The bridge over the river will close on Monday for repairs, the city said.\n"
    "Eight people were hurt when a railing broke on 6 February 2024.\n"
)

RAIN = "Rescuers still look for the missing.\nThe rain has not stopped, so they search by hand."
RAIN_STOPPED = "Rescuers no longer look for the missing.\nThe rain has now stopped, so they search by hand."

PAYLOADS = (
    "<script>RUN</script>",
    "</script><script>RUN</script>",
    "</style><script>RUN</script>",
    "</title><script>RUN</script>",
    "</textarea><script>RUN</script>",
    "--><script>RUN</script><!--",
    "]]><script>RUN</script>",
    '"><script>RUN</script>',
    "'><script>RUN</script>",
    "<img src=x onerror=RUN>",
    '" onmouseover=RUN autofocus onfocus=RUN x="',
    "' onfocus=RUN autofocus tabindex=1 x='",
    "<svg onload=RUN>",
    "<svg><script>RUN</script></svg>",
    "<iframe srcdoc='<script>parent.RUN</script>'>",
    "<body onload=RUN>",
    "<details open ontoggle=RUN>",
    "<a href=javascript:RUN id=m1a1>x</a>",
    "<meta http-equiv=refresh content='0;url=javascript:RUN'>",
    "<base href=https://evil.example/><link rel=stylesheet href=https://evil.example/x.css>",
    "\x00<scr\x00ipt>RUN</scr\x00ipt>",
    "&lt;script&gt;RUN&lt;/script&gt;<b>",
    "\ud800<script>RUN</script>\udfff",
    "\u202e<script>RUN</script>\u2066",
)
ESCAPES = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;http://evil.example\x1b\\link",
    "\x9b31m",
    "\x9d0;title\x9c",
    "back\x08\x08\x08space",
    "\rover",
    "bell\x07",
    "\u202eevil\u202c",
    "\u2066isolate",
    "\ud800lone",
    "line\u2028separator",
    "\U000e0041tag",
)


def match(left="a", right="b", relation=Relation.NEAR_DUPLICATE, **changed):
    """A match of the two bridge stories, with what a test wants otherwise."""
    values = {
        "score": 0.93,
        "jaccard": 0.71,
        "containment": (0.88, 0.79),
        "cosine": 0.95,
        "passages": (Passage((0, 74), (8, 82), 15), Passage((81, 138), (89, 146), 11)),
        "changed": (Change("number", "3", "8"),),
        "reasons": ("26 of 27 words stand in the same order",),
    }
    return Match(left, right, relation, **{**values, **changed})


def bridge_articles():
    """The two bridge stories by id."""
    return {
        "a": Article("a", BRIDGE, "Bridge to close", "The Post", "https://post.example/1", "2024-02-06T10:00", "en"),
        "b": Article("b", BRIDGE_AGAIN, "River crossing shut", "Agency", "", "2024-02-07", "en"),
    }


def bridge_report():
    """A report with one cluster of two near-duplicates."""
    return report(bridge_articles(), [match()], clusters=[Cluster("a", "a", ("a", "b"), "earliest published")])


def rain():
    """Two articles that are one passage with changed words, and their match."""
    articles = {"a": Article("a", RAIN), "b": Article("b", RAIN_STOPPED)}
    passage = Passage((0, len(RAIN)), (0, len(RAIN_STOPPED)), 16)
    return articles, match(passages=(passage,), changed=())


def report(articles=None, matches=(), repeats=(), clusters=(), rejected=(), left_out=0):
    """A report of what is given."""
    articles = {} if articles is None else articles
    return Report(articles, matches, repeats, clusters, rejected, left_out, 0.41234, {"shingle_size": 3, "seed": 1})


def comparison(articles=None, found=None, **changed):
    """What ``compare`` would say of the two bridge stories."""
    left, right = (bridge_articles() if articles is None else articles).values()
    found = match(left.id, right.id) if found is None else found
    values = {
        "match": found,
        "jaccard": found.jaccard,
        "containment": found.containment,
        "cosine": found.cosine,
        "passages": found.passages,
        "changed": found.changed,
        "same_event": 0.875,
        "explanation": {"thresholds": {"jaccard": 0.2}, "keys": {"bands": 3, "terms": ["railing", "bridge"]}},
    }
    return Comparison(left, right, **{**values, **changed})


def hostile_report(payloads):
    """A report in which every piece of text that came from outside is hostile."""
    articles, matches, clusters, repeats = {}, [], [], []
    for number, payload in enumerate(payloads):
        left, right = f"{number:03}{payload}", f"{number:03}{payload}~"
        text = f"{payload} some words and {payload} more words"
        for name in (left, right):
            articles[name] = Article(name, text + name[-1], payload, payload, payload, payload, payload)
        spans = Passage((0, len(payload)), (2, len(payload) + 9), 7), Passage((3, 20), (1, 9), 2)
        change = Change(payload, payload, payload)
        relation = list(Relation)[number % len(Relation)]
        matches.append(match(left, right, relation, passages=spans, changed=(change,), reasons=(payload,)))
        clusters.append(Cluster(left, left, (left, right), payload))
        repeats.append(Repeat(left, (0, 9), (9, 30), Relation.EXCERPT, 0.9, 0.5, (0.9, 0.5), 0.7, 21))
    return report(articles, matches, repeats, clusters, [(payload, payload) for payload in payloads])
