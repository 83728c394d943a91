"""Parsing in processes that can be killed: limits, order, and that one bad job costs only itself."""

import os
import subprocess
import sys
import threading
import time

import pytest

from dedup.runtime.apart import ApartError, ApartLimits, Job, Pool

TASKS = """
import os, sys, time
from dedup.errors import DedupError

def echo(raw, options):
    return {"text": raw.decode("utf-8", "surrogateescape"), "seen": dict(options)}

def pid(raw, options):
    return os.getpid()

def slow_first(raw, options):
    time.sleep(0.2 if raw == b"0" else 0)
    return raw.decode()

def chatter(raw, options):
    print("noise"); os.write(1, b"more noise"); sys.stderr.write("and more")
    return "quiet"

def refuse(raw, options):
    raise DedupError("not a page")

def fail(raw, options):
    return {}["secret text of the article"]

def sleep(raw, options):
    time.sleep(60)

def spin(raw, options):
    while True:
        pass

def hoard(raw, options):
    return len(b"x" * (4 << 30))

def large(raw, options):
    return "x" * (2 << 20)

def leave(raw, options):
    os._exit(7)

def connect(raw, options):
    import socket
    socket.create_connection(("127.0.0.1", 9))

def resolve(raw, options):
    import socket
    socket.getaddrinfo("localhost", 80)

def write(raw, options):
    open(options["path"], "w").write("x")

def start(raw, options):
    os.system("true")

def count(raw, options):
    for number in range(options["to"]):
        yield number

def count_and_fail(raw, options):
    yield 1
    raise DedupError("no more")

def count_and_leave(raw, options):
    yield 1
    os._exit(7)

def nest(raw, options):
    return nest(raw, options)
"""
QUICK = ApartLimits(max_bytes=1 << 30, cpu_s=1.0, wall_s=60.0)


@pytest.fixture(scope="module", autouse=True)
def tasks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tasks")
    (folder / "parser_tasks.py").write_text(TASKS)
    sys.path.append(str(folder))
    yield
    sys.path.remove(str(folder))


@pytest.fixture(scope="module")
def pool(tasks):
    with Pool(QUICK, workers=2) as made:
        yield made


def job(name, raw=b"", **options):
    return Job(f"parser_tasks:{name}", raw, options)


def refusal(pool, name, raw=b"", **options):
    with pytest.raises(ApartError) as caught:
        pool.run(job(name, raw, **options))
    return str(caught.value)


def test_task_gets_bytes_and_options_and_gives_json(pool):
    assert pool.run(job("echo", b"words\0", lang="id")) == {"text": "words\0", "seen": {"lang": "id"}}


def test_lone_surrogates_come_back_replaced(pool):
    assert pool.run(job("echo", b"a\xff"))["text"] == "a\ufffd"


def test_megabytes_pass_both_ways(pool):
    raw = b"word " * (1 << 20)
    assert pool.run(job("echo", raw))["text"] == raw.decode()


def test_worker_is_used_again(pool):
    assert pool.run(job("pid")) == pool.run(job("pid"))


def test_results_keep_the_order_of_the_jobs(pool):
    jobs = [job("slow_first", str(number).encode()) for number in range(50)]
    assert list(pool.map(jobs)) == [str(number) for number in range(50)]


def test_several_workers_share_the_jobs():
    with Pool(QUICK, workers=2) as made:
        assert len(set(made.map([job("slow_first", b"0")] * 3 + [job("pid")] * 20)) - {"0"}) <= 2


def test_jobs_are_taken_only_a_little_ahead(pool):
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield job("echo", b"x")

    results = pool.map(endless())
    next(results)
    assert taken < 20
    results.close()


def test_no_process_is_started_without_a_job(monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process was started"))
    with Pool(QUICK) as made:
        assert list(made.map([])) == []


def test_what_a_library_prints_does_not_disturb(pool):
    assert pool.run(job("chatter")) == "quiet"


def test_refusal_of_a_task_comes_back_in_its_words(pool):
    assert refusal(pool, "refuse") == "not a page"


def test_failure_of_a_task_names_its_kind_and_no_content(pool):
    assert refusal(pool, "fail") == "the parser failed (KeyError)"


def test_endless_recursion_is_a_refusal(pool):
    assert refusal(pool, "nest") .startswith("nested more deeply than 1,000 steps of the parser, the limit; ")


@pytest.mark.skipif(sys.platform == "win32", reason="the system bounds no CPU time")
def test_job_beyond_its_cpu_time_is_ended(pool):
    assert refusal(pool, "spin") == "parsing took more than 1 seconds of CPU time, the limit"


@pytest.mark.skipif(sys.platform == "win32", reason="the system bounds no CPU time")
def test_job_can_have_bounds_of_its_own(pool):
    with pytest.raises(ApartError, match=r"more than 0\.2 seconds of CPU time"):
        pool.run(job("spin")._replace(cpu_s=0.2))
    assert pool.run(job("echo", b"x"))["text"] == "x"


@pytest.mark.skipif(sys.platform != "linux", reason="the system bounds no memory")
def test_job_beyond_its_memory_is_refused(pool):
    assert refusal(pool, "hoard") == "parsing needs more than 1024 MiB of memory, the limit"


def test_job_beyond_its_time_is_ended():
    with Pool(ApartLimits(wall_s=1.0)) as made:
        assert refusal(made, "sleep") == "parsing took longer than 1 seconds, the limit"


def test_input_beyond_the_limit_is_refused():
    with Pool(ApartLimits(max_input_bytes=10)) as made:
        assert refusal(made, "echo", b"x" * 11).startswith("longer than 10 bytes, the limit")


def test_answer_beyond_the_limit_is_refused():
    with Pool(ApartLimits(max_answer_bytes=1 << 20)) as made:
        assert refusal(made, "large") == "gives more than 1 MiB, the limit"
        assert made.run(job("echo", b"next"))["text"] == "next"


def test_process_that_breaks_off_costs_its_job_only(pool):
    kinds = [job("echo", b"1"), job("leave"), job("echo", b"2"), job("fail"), job("echo", b"3")]
    found = list(pool.map(kinds))
    assert [each["text"] for each in found if not isinstance(each, ApartError)] == ["1", "2", "3"]
    assert str(found[1]) == "the process that parsed it broke off (code 7)"


@pytest.mark.parametrize("door", ["connect", "resolve", "start"])
def test_worker_reaches_no_network_and_starts_no_process(pool, door):
    assert refusal(pool, door) == "the parser failed (PermissionError)"


def test_worker_writes_no_file(pool, tmp_path):
    path = tmp_path / "x"
    assert refusal(pool, "write", path=str(path)) == "the parser failed (PermissionError)"
    assert not path.exists()


def test_closing_ends_the_workers():
    made = Pool(QUICK)
    process = made.run(job("pid"))
    os.kill(process, 0)  # asks whether there is one
    made.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_closing_ends_the_jobs_in_hand():
    made = Pool(ApartLimits(wall_s=50.0), workers=2)
    results = made.map([job("echo", b"x"), job("sleep"), job("sleep")])
    assert next(results)["text"] == "x"
    results.close()
    begun = time.monotonic()
    made.close()
    assert time.monotonic() - begun < 10


def test_threads_may_share_a_pool(pool):
    found = []
    threads = [threading.Thread(target=lambda: found.append(pool.run(job("echo", b"x"))["text"])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["x"] * 8


def test_values_of_a_generator_come_one_by_one(pool):
    assert list(pool.stream(job("count", to=1000))) == list(range(1000))


def test_generator_waits_while_nobody_asks(pool):
    values = pool.stream(job("count", to=10**12))
    assert [next(values) for _ in range(3)] == [0, 1, 2]
    values.close()


@pytest.mark.parametrize(("name", "why"), [("count_and_fail", "no more"), ("count_and_leave", "broke off")])
def test_generator_that_fails_gives_what_it_had(pool, name, why):
    values = pool.stream(job(name))
    assert next(values) == 1
    with pytest.raises(ApartError, match=why):
        next(values)
