"""D2 to D4: XML, archives and JSON that attack are refused quickly, and reach nothing.

Each file is read in a process of its own, under strace where that is there: CPU time of the
reading, peak memory of the process and of those it starts, how it ended, which files were
opened and which connections were made. Time is counted in that of a machine that makes 200,000 small objects in
.03 s, if this one is slower just then. Controls that must be caught: a decompression without
bounds, and a parser that follows what a document names.
"""

import argparse
import json
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks import results
from benchmarks.hostile.attack_files import SOUND_FEED, Attack, archive_attacks, json_attacks, rss, xml_attacks
from dedup.errors import DedupError

_CPU_S = 1.0  # on a machine that makes so many small objects in so many seconds; a slower one may take as much longer
_OBJECTS, _OBJECTS_S = 200_000, 0.03
_TRIES = 3  # of an attack that takes too long: a neighbour on the machine may have taken the time
_MAX_BYTES = 200 << 20
TOO_LONG = "takes too long"
_ROOT = Path(__file__).parents[2]
_TRACED = "trace=open,openat,openat2,connect,sendto"
_STRACE = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", _TRACED, "-e", "signal=none", "-o"]
_OPENED = re.compile(r'open(?:at|at2)?\((?:AT_FDCWD, |\d+, )?"([^"]+)".*= \d+')
_CONNECTED = re.compile(r"(?:connect|sendto)\(\d+,.*sa_family=AF_INET6?")
#: Files that Python and its libraries open for themselves.
_OWN = (
    *("/lib", "/usr/lib", "/usr/local/lib", "/etc/ld.so", "/proc/", "/sys/", "/dev/null", "/dev/urandom", "/etc/mime"),
    *("/usr/share/zoneinfo", "/etc/localtime", "/etc/nsswitch", "/usr/share/locale", "/etc/ssl"),
)


def _slowness() -> float:
    """Return how much slower than the yardstick this machine is at the moment; 1.0 if it is not."""
    started = time.process_time()
    [(str(k), k) for k in range(_OBJECTS)]
    return max(1.0, (time.process_time() - started) / _OBJECTS_S)


def read_one(path: str, control: str) -> dict[str, Any]:
    """Read a file in this process; return how it ended and what it took."""
    from dedup.readers.collect import ReadOptions, read_articles

    list(read_articles(str(_ROOT / "seeds"), ReadOptions()))  # loads what every reading loads
    started = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = "read"
    try:
        if control:
            _CONTROLS[control](path)
        else:
            list(read_articles(path, ReadOptions()))
    except DedupError as exc:
        ended = f"refused: {str(exc).replace(path, 'FILE')[:160]}"
    except Exception as exc:
        ended = f"UNTYPED: {type(exc).__name__}"
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = time.process_time() - started[0]
    apart = children.ru_utime + children.ru_stime - started[1].ru_utime - started[1].ru_stime
    unit = 1 if sys.platform == "darwin" else 1024
    peak = max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, children.ru_maxrss) * unit
    return {
        "ended": ended, "cpu s": round(own, 3), "apart s": round(apart, 3), "slowness": round(_slowness(), 2),
        "peak MiB": round(peak / 2**20),
    }  # fmt: skip


def _decompress_all(path: str) -> None:
    """Control: decompress without bounds."""
    import gzip

    gzip.decompress(Path(path).read_bytes()).count(b"x")


def _follow_all(path: str) -> None:
    """Control: parse XML as libxml2 would with everything switched on."""
    from lxml import etree

    etree.parse(path, etree.XMLParser(resolve_entities=True, load_dtd=True, no_network=False, recover=True))
    with socket.socket() as sock:  # newer libxml2 has no network at all: what it would have done
        sock.connect_ex(("127.0.0.1", 9))


_CONTROLS = {"decompress": _decompress_all, "follow": _follow_all}


def run_one(folder: Path, attack: Attack, canary: Path, port: int, control: str = "") -> dict[str, Any]:
    """Read one file in a process of its own, under strace if that is there."""
    name, make = attack
    path = folder / name
    path.write_bytes(make().replace(b"CANARY", os.fsencode(canary)).replace(b"PORT", str(port).encode()))
    command = [sys.executable, "-m", "benchmarks.hostile.attacks", "--read", str(path), "--control", control]
    trace = folder / "trace"
    traced = [*_STRACE, str(trace), *command] if shutil.which("strace") else command
    done = subprocess.run(traced, cwd=_ROOT, capture_output=True, text=True, timeout=120)
    size = path.stat().st_size
    path.unlink()
    if done.returncode or not done.stdout:
        said = {"ended": f"DIED {done.returncode}: {done.stderr[-200:]}", "cpu s": 99.0, "apart s": 0.0, "peak MiB": 0}
        said["slowness"] = 1.0
    else:
        said = json.loads(done.stdout.splitlines()[-1])
    row: dict[str, Any] = {"MiB": round(size / 2**20, 2), **said}
    if traced is not command:
        row |= _reached(trace.read_text(errors="replace"), path)
    return row


def _reached(trace: str, path: Path) -> dict[str, Any]:
    """Return what a traced process opened besides its own, and how often it connected."""
    own = (*_OWN, sys.prefix, sys.base_prefix, str(_ROOT), os.path.realpath(sys.prefix))
    opened = {found[1] for line in trace.splitlines() if (found := _OPENED.search(line))}
    foreign = sorted(name for name in opened if name.startswith("/") and not name.startswith(own) and name != str(path))
    return {"files": [Path(name).name for name in foreign[:3]], "connections": len(_CONNECTED.findall(trace))}


def breaks(row: Mapping[str, Any]) -> list[str]:
    """Return how a row breaks the promise."""
    found = []
    if row["ended"].startswith(("UNTYPED", "DIED")):
        found.append("is no typed error")
    if row["cpu s"] + max(0.0, row["apart s"] - _start_of_worker()) > _CPU_S * row["slowness"]:
        found.append(TOO_LONG)
    if row["peak MiB"] > _MAX_BYTES >> 20:
        found.append("takes too much memory")
    if row.get("files"):
        found.append("opens a file")
    if row.get("connections"):
        found.append("makes a connection")
    return found


def _start_of_worker() -> float:
    """Return the CPU time that starting one parsing process takes here; it is no part of the attack."""
    return _START_S[0]


_START_S = [0.0]


def measure_start(folder: Path, canary: Path) -> None:
    """Measure what a malformed feed of a few bytes takes: the start of the process that parses it."""
    row = run_one(folder, ("a.rss", lambda: rss("", "&x;<b>")), canary, 9)
    _START_S[0] = row["apart s"]


def measure(data: Path | None, full: bool, seed: int, outcome: results.Outcome) -> None:
    """Read all attacks and the controls; put figures and targets into the outcome."""
    if not shutil.which("strace"):
        print("strace is not there: what is opened and connected to is not looked at")
        outcome.expect("D2-4: strace is there", 0 if os.environ.get("CI") == "true" else 1, at_least=1)
    sets = {"D2 XML": xml_attacks(), "D3 archive": archive_attacks(), "D4 JSON": json_attacks()}
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as made, socket.create_server(("127.0.0.1", 0)) as server:
        folder = Path(made)
        canary = folder / "canary"
        canary.write_text("nobody may read this")
        port = server.getsockname()[1]
        measure_start(folder, canary)
        for title, attacks in sets.items():
            rows = []
            for name, attack in attacks.items():
                for _ in range(_TRIES):
                    row = run_one(folder, attack, canary, port)
                    if breaks(row) != [TOO_LONG]:
                        break
                rows.append({"attack": name, **row, "breaks": ", ".join(breaks(row))})
            broken = [f"{row['attack']}: {row['breaks']}" for row in rows if row["breaks"]]
            outcome.expect(f"{title} attacks of {len(rows)} that break the promise", len(broken), at_most=0)
            figures[title] = rows
            print(f"{title}: {len(rows)} attacks, {len(broken)} break the promise", *broken, sep="\n  ")
        sound = run_one(folder, SOUND_FEED, canary, port)
        outcome.expect("D2 the sound feed of 111,206 references is read", int(sound["ended"] == "read"), at_least=1)
        controls = [
            run_one(folder, archive_attacks()["bomb (gz)"], canary, port, control="decompress"),
            run_one(folder, xml_attacks()["entity of a file (rss)"], canary, port, control="follow"),
        ]
    caught = sum(bool(breaks(row)) for row in controls)
    needed = len(controls) if shutil.which("strace") else 1
    outcome.expect("D2-4 controls that were caught", caught, at_least=needed)
    outcome.figures["D2-4"] = figures | {"sound feed": sound, "controls": controls, "start of a process": _START_S[0]}


def main() -> int:
    """Read one file; print what happened as the last line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--read", required=True)
    parser.add_argument("--control", default="")
    args = parser.parse_args()
    print(json.dumps(read_one(args.read, args.control)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
