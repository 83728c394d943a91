"""Reading as a whole: formats, ids, what is refused and what is left out."""

import gzip
import io
import os
import threading

import pytest
from files import BRIDGE, HARBOUR, ids, refusal, write

import dedup.readers.inputs
from dedup.errors import ReaderError, UsageError
from dedup.model import Article, Rejected
from dedup.readers.collect import ReadOptions, read_articles, read_beside


def test_folder_is_read_in_sorted_order_with_relative_paths_as_ids(tmp_path):
    write(tmp_path / "b.txt", HARBOUR)
    write(tmp_path / "a" / "z.txt", BRIDGE)
    write(tmp_path / "c.txt", BRIDGE)
    assert ids(read_articles(tmp_path)) == ["b.txt", "c.txt", "a/z.txt"]


def test_file_named_directly_has_its_name_as_id(tmp_path):
    assert ids(read_articles(write(tmp_path / "deep" / "a.txt", BRIDGE))) == ["a.txt"]


def test_text_is_kept_exactly_as_read(tmp_path):
    text = "  first\r\n\r\nsecond\rthird \0 \u2028 end\n\n"
    [article] = read_articles(write(tmp_path / "a.txt", text))
    assert article == Article("a.txt", text)


def test_order_of_inputs_is_kept(tmp_path):
    first, second = write(tmp_path / "b.txt", HARBOUR), write(tmp_path / "a.txt", BRIDGE)
    assert ids(read_articles([first, second])) == ["b.txt", "a.txt"]


def test_hidden_files_are_not_read(tmp_path):
    write(tmp_path / ".git" / "x.txt", HARBOUR)
    write(tmp_path / ".hidden.txt", HARBOUR)
    write(tmp_path / "a.txt", BRIDGE)
    assert ids(read_articles(tmp_path)) == ["a.txt"]


def test_links_to_folders_are_followed_once(tmp_path):
    write(tmp_path / "in" / "a.txt", BRIDGE)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    write(tmp_path / "far" / "b.txt", HARBOUR)
    (tmp_path / "in" / "near").symlink_to(tmp_path / "far")
    assert ids(read_articles(tmp_path / "in")) == ["a.txt", "near/b.txt"]


def test_colliding_paths_take_the_shortest_path_that_tells_them_apart(tmp_path):
    write(tmp_path / "mon" / "in" / "x.txt", BRIDGE)
    write(tmp_path / "tue" / "in" / "x.txt", HARBOUR)
    write(tmp_path / "tue" / "in" / "y.txt", HARBOUR)
    found = ids(read_articles([tmp_path / "mon" / "in", tmp_path / "tue" / "in"]))
    assert found == ["mon/in/x.txt", "tue/in/x.txt", "y.txt"]


def test_ids_do_not_depend_on_the_order_of_inputs(tmp_path):
    write(tmp_path / "a" / "x.txt", BRIDGE)
    write(tmp_path / "b" / "x.txt", HARBOUR)
    inputs = [tmp_path, tmp_path / "a", tmp_path / "b", tmp_path / "a" / "x.txt"]
    assert sorted(ids(read_articles(inputs))) == sorted(ids(read_articles(inputs[::-1])))


def test_one_file_named_twice_is_read_once(tmp_path):
    path = write(tmp_path / "a.txt", BRIDGE)
    assert ids(read_articles([path, path, tmp_path])) == ["a.txt"]


def test_rows_without_id_are_named_after_file_and_number(tmp_path):
    path = write(tmp_path / "day.jsonl", '{"text": "one word"}\n\n{"text": "two words"}\n')
    assert ids(read_articles(path)) == ["day.jsonl#1", "day.jsonl#2"]


def test_number_in_an_id_does_not_change_when_bad_rows_are_skipped(tmp_path):
    path = write(tmp_path / "day.jsonl", '{"text": "one word"}\nbad\n{"text": "two words"}\n')
    assert ids(read_articles(path, ReadOptions(skip_bad=True))) == ["day.jsonl#1", "day.jsonl#3"]


def test_files_of_one_name_keep_their_numbered_ids_apart(tmp_path):
    rows = [{"text": BRIDGE}]
    write(tmp_path / "a" / "x.jsonl", rows)
    write(tmp_path / "b" / "x.jsonl", rows)
    assert ids(read_articles([tmp_path / "a", tmp_path / "b"])) == ["a/x.jsonl#1", "b/x.jsonl#1"]


def test_id_falls_back_to_guid_then_url(tmp_path):
    rows = [
        {"guid": "g1", "url": "u1", "text": BRIDGE},
        {"url": "u2", "text": BRIDGE},
        {"id": None, "link": "u3", "text": "x"},
    ]
    assert ids(read_articles(write(tmp_path / "a.jsonl", rows))) == ["g1", "u2", "u3"]


def test_gzip_is_known_by_its_content(tmp_path):
    write(tmp_path / "a.txt.gz", gzip.compress(BRIDGE.encode()))
    write(tmp_path / "b.jsonl", gzip.compress(b'{"id": "b", "text": "packed without a suffix"}'))
    assert ids(read_articles(tmp_path)) == ["a.txt.gz", "b"]


def test_gzip_of_several_members_is_read_whole(tmp_path):
    packed = gzip.compress(b'{"id": 1, "text": "one"}\n') + b"\0\0" + gzip.compress(b'{"id": 2, "text": "two"}\n')
    assert ids(read_articles(write(tmp_path / "a.gz", packed))) == ["1", "2"]


def test_format_is_known_by_content_when_the_name_says_nothing(tmp_path):
    write(tmp_path / "a", [{"id": "json", "text": BRIDGE}])
    write(tmp_path / "b.dat", f"id,text\ncsv,{BRIDGE}\n")
    write(tmp_path / "c.data", f"id\tcontent\ntsv\t{BRIDGE}\n")
    assert ids(read_articles(tmp_path)) == ["json", "csv", "tsv"]


def test_input_format_overrides_the_name(tmp_path):
    path = write(tmp_path / "a.txt", [{"id": "inside", "text": BRIDGE}])
    assert ids(read_articles(path, ReadOptions(input_format="jsonl"))) == ["inside"]
    assert ids(read_articles(path)) == ["a.txt"]


def test_standard_input_is_json_lines(monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(b'{"id": "a", "text": "piped words"}\n'))
    monkeypatch.setattr("sys.stdin", stdin)
    assert ids(read_articles("-")) == ["a"]


def test_empty_standard_input_is_no_article(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert ids(read_articles("-")) == []


def test_plain_text_on_standard_input_is_refused_with_the_line(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"just prose\n")))
    assert refusal("-").startswith("-:1: not JSON, as which standard input is read; for one plain text give --input-f")


@pytest.mark.parametrize("allow_prose", [False, True])
def test_binary_standard_input_is_told_as_such(monkeypatch, allow_prose):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(bytes(range(256)) * 20)))
    assert refusal("-", allow_prose=allow_prose).startswith("-: binary content of no known format; 'dedup formats'")


def test_standard_input_named_twice_is_refused():
    assert "named twice" in refusal("-", "-")


def test_same_article_twice_is_read_once(tmp_path):
    row = {"id": "a", "text": BRIDGE}
    reading = read_articles(write(tmp_path / "a.jsonl", [row, row]))
    assert (ids(reading), reading.duplicates) == (["a"], 1)


def test_two_articles_with_one_id_are_refused_with_both_places(tmp_path):
    first = write(tmp_path / "a.jsonl", [{"id": "x", "text": HARBOUR}, {"id": "a", "text": BRIDGE}])
    second = write(tmp_path / "b.csv", f"id,text\nb,{BRIDGE}\na,{HARBOUR}\n")
    message = refusal(first, second)
    assert f"{first}:2" in message
    assert f"{second}:3" in message
    assert "'a'" in message


def test_articles_without_words_are_counted_not_read(tmp_path):
    rows = [
        {"id": "a", "text": ""},
        {"id": "b", "text": " \n\u00ad… —"},
        {"id": "c", "text": None},
        {"id": "d", "text": "ok"},
    ]
    path = write(tmp_path / "a.jsonl", rows)
    reading = read_articles(path)
    assert ids(reading) == ["d"]
    assert reading.rejected == [
        Rejected(f"{path}:1", "the text is empty"),
        Rejected(f"{path}:2", "the text has no words"),
        Rejected(f"{path}:3", "the text is empty"),
    ]


@pytest.mark.parametrize("text", ["7", "é", "中", "ا", "…a", "٣"])
def test_one_letter_or_digit_is_a_word(tmp_path, text):
    assert ids(read_articles(write(tmp_path / "a.txt", text))) == ["a.txt"]


@pytest.mark.parametrize("options", [{"skip_bad": True}, None, "jsonl"])
def test_options_that_are_none_are_refused_before_anything_is_read(tmp_path, options):
    with pytest.raises(UsageError, match=r"^options must be a ReadOptions, got .*; write ReadOptions"):
        read_articles(write(tmp_path / "a.txt", BRIDGE), options)


def test_lists_read_beside_each_other_share_their_ids(tmp_path):
    write(tmp_path / "new" / "x.txt", BRIDGE)
    write(tmp_path / "old" / "x.txt", HARBOUR)
    new, old = read_beside([tmp_path / "new", tmp_path / "old"])
    assert (ids(new), ids(old)) == (["new/x.txt"], ["old/x.txt"])


def test_article_of_both_lists_comes_out_of_both(tmp_path):
    path = write(tmp_path / "a.jsonl", [{"id": "a", "text": BRIDGE}])
    new, old = read_beside([path, [path]])
    assert ids(new) == ids(old) == ["a"]


@pytest.mark.parametrize("first", [0, 1])
def test_lists_that_hold_different_articles_of_one_id_are_refused(tmp_path, first):
    named = [write(tmp_path / f"{name}.jsonl", [{"id": "a", "text": name}]) for name in ("new", "old")]
    readings = read_beside(named)
    list(readings[first])
    with pytest.raises(ReaderError, match=r"new\.jsonl:1|old\.jsonl:1"):
        list(readings[1 - first])


def test_file_names_that_are_no_text_are_made_printable_and_stay_two(tmp_path):
    for name in (b"caf\xe8.txt", b"caf\xe9.txt"):
        try:
            with open(os.fsencode(tmp_path) + b"/" + name, "wb") as file:
                file.write(BRIDGE.encode() + name[-5:-4])
        except OSError:
            pytest.skip("this file system takes UTF-8 names only")
    assert [article.id for article in read_articles(tmp_path)] == ["caf\\xe8.txt", "caf\\xe9.txt"]


def test_dates_not_understood_are_left_out_and_noted(tmp_path):
    rows = [{"id": "a", "text": "one", "date": "someday"}, {"id": "b", "text": "two", "date": "2024/02/06"}]
    reading = read_articles(write(tmp_path / "a.jsonl", rows))
    assert [article.published for article in reading] == ["", "2024-02-06T00:00:00"]
    said = "dates that were not understood and left out: 1, the first is 'someday'"
    assert reading.notes == [f"{said} in {tmp_path}/a.jsonl:1"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_in_a_folder_is_passed_over_with_a_note(tmp_path):
    (tmp_path / "a.txt").write_text("The ferry stays in the harbour.")
    (tmp_path / "device.txt").symlink_to(os.devnull)
    (tmp_path / "gone.zip").symlink_to("absent.zip")
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / ".hidden").symlink_to("absent")
    reading = read_articles([tmp_path, tmp_path])
    assert [article.id for article in reading] == ["a.txt"]
    irregular = "no regular file (a pipe, a socket or a device), skipped"
    assert list(reading.notes) == [
        f"{tmp_path}/device.txt: {irregular}",
        f"{tmp_path}/gone.zip: a broken link, skipped",
        f"{tmp_path}/loop: a link that leads back to itself, skipped",
        f"{tmp_path}/pipe.jsonl: {irregular}",
    ]
    assert not reading.rejected


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_opened_once(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b'{"id": "a", "text": "Ein Satz."}\n',), daemon=True)
    writer.start()
    assert [article.id for article in read_articles(pipe)] == ["a"]
    writer.join(10)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_that_nothing_writes_into_is_named_and_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(dedup.readers.inputs, "_PATIENCE_S", 0.01)
    pipe, said = tmp_path / "pipe", []
    os.mkfifo(pipe)

    def note_and_write(line):
        said.append(line)
        pipe.write_bytes(b'{"id": "a", "text": "Ein Satz."}\n')

    inputs = [write(tmp_path / "a.txt", BRIDGE), pipe]
    assert ids(read_articles(inputs, ReadOptions(notify=note_and_write))) == ["a.txt", "a"]
    assert said == [f"{pipe}: a pipe from which nothing has come yet; waiting for what writes into it"]


def test_what_cannot_be_called_is_refused_as_notify():
    with pytest.raises(UsageError, match="notify must be a function, or None, got 'print'"):
        ReadOptions(notify="print")


def test_an_empty_name_is_not_the_current_folder():
    with pytest.raises(ReaderError, match="names nothing"):
        list(read_articles(""))


def test_of_several_inputs_those_that_hold_no_article_are_named(tmp_path):
    write(tmp_path / "day" / "a.txt", BRIDGE)
    write(tmp_path / "day" / "header.csv", "id,text\n")
    write(tmp_path / "list.json", "[]")
    (tmp_path / "void").mkdir()
    reading = read_articles([tmp_path / name for name in ("day", "list.json", "void")])
    assert ids(reading) == ["a.txt"]
    assert reading.notes == [
        f"{tmp_path / 'void'}: the folder holds no file that is read",
        f"{tmp_path / 'day' / 'header.csv'}: holds no article",
        f"{tmp_path / 'list.json'}: holds no article",
    ]
    alone = read_articles(tmp_path / "list.json")
    assert (ids(alone), alone.notes) == ([], [])


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.txt"])
def test_the_line_of_the_first_unreadable_character_is_named(tmp_path, name):
    rows = {
        "a.jsonl": b'{"id": "a", "text": "The bridge"}\n{"id": "b", "text": "caf\xff \xc3\xa9\xc3\xa9 \xff"}\n',
        "a.csv": b"id,text\na,caf\xff \xc3\xa9\xc3\xa9 \xff\n",
        "a.txt": b"The bridge\ncaf\xff \xc3\xa9\xc3\xa9 \xff\n",
    }
    reading = read_articles(write(tmp_path / name, rows[name]))
    list(reading)
    assert reading.notes == [f"{tmp_path / name}: 2 unreadable characters replaced by U+FFFD, the first in line 2"]


def test_a_link_that_is_named_and_leads_nowhere_is_told_as_such(tmp_path):
    (tmp_path / "a.txt").symlink_to("gone.txt")
    (tmp_path / "b.txt").symlink_to("b.txt")
    assert "a.txt: a link to gone.txt, which is not there; name the file itself" in refusal(tmp_path / "a.txt")
    assert "b.txt: a link that leads back to itself" in refusal(tmp_path / "b.txt")


def test_fields_are_named_as_they_stand_in_the_file(tmp_path):
    path = write(tmp_path / "a.jsonl", [{"Published At": "2024-02-06", "Foo": "The bridge is open"}])
    assert "a.jsonl:1: no field 'text'; fields are Published At, Foo (choose one with --text-field)" in refusal(path)
    [found] = read_articles(path, ReadOptions(text_field="Foo", published_field="Published At"))
    assert (found.text, found.published) == ("The bridge is open", "2024-02-06")
