"""Measures `kutip annotate` on an archive: speed by one job and by two, memory, and going on after `kill -9`.

The articles of src/lang/id/corpus, multiplied to 100,000 (about 300 MB), stand in for a newspaper's archive. Nothing is
kept but the figures: `--record` adds them to tests/scores/archive.tsv.
"""

import argparse
import datetime
import hashlib
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCORES = ROOT / "tests/scores/archive.tsv"


def archive(path, articles):
    """Writes the archive and returns its size in bytes."""
    files = sorted((ROOT / "src/lang/id/corpus").glob("*.xml"))
    texts = [re.sub("<[^>]*>", "", file.read_text()).replace("&amp;", "&").replace("&lt;", "<") for file in files]
    day = datetime.date(2024, 1, 1)
    with open(path, "w") as out:
        for number in range(articles):
            date = day + datetime.timedelta(days=number % 366)
            # Every other one is two articles long, as newspapers' are longer than ours; a number in every text, so that
            # no two are the same.
            text = "\n\n".join(texts[(number + more) % len(texts)] for more in range(1 + number % 2))
            article = {"id": number, "date": str(date), "body": f"{text}\n{number}\n"}
            out.write(json.dumps(article, ensure_ascii=False) + "\n")
    return path.stat().st_size


def command(kutip, source, out, jobs, *more):
    return [kutip, "annotate", source, "--field", "body", "--out", out, "--jobs", str(jobs), *more]


def run(arguments):
    """Runs to the end; seconds, seconds of a core, and the peak of its memory in bytes."""
    begun = time.monotonic()
    process = subprocess.Popen(arguments)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, process.returncode
    return time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def killed(arguments, state, seconds):
    """Kills the run at random moments, at most `seconds` apart, and takes it up again until it ends; how often."""
    kills = 0
    while True:
        process = subprocess.Popen(arguments)
        try:
            assert process.wait(random.uniform(0.5, seconds)) == 0
            return kills
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
            done = json.loads(state.read_text())["records"] if state.exists() else 0
            print(f"  killed with {done} records done")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kutip", default=ROOT / "target/release/kutip")
    arguments.add_argument("--articles", type=int, default=100_000)
    arguments.add_argument("--rounds", type=int, default=1, help="the best of so many runs counts")
    arguments.add_argument("--record", action="store_true")
    arguments = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        source, outs, state = folder / "archive.jsonl", [folder / f"{n}.jsonl" for n in range(3)], folder / "state"
        size = archive(source, arguments.articles)
        print(f"{arguments.articles} articles, {size / 1e6:.0f} MB")
        load = os.getloadavg()[0]
        best, core, memory = {1: float("inf"), 2: float("inf")}, {1: float("inf"), 2: float("inf")}, 0
        for _ in range(arguments.rounds):
            # One after the other, so that a busy moment of the machine falls on both.
            for jobs in best:
                seconds, busy, peak = run(command(arguments.kutip, source, outs[jobs], jobs))
                print(f"  {jobs} jobs: {seconds:.1f} s, {busy:.1f} s of a core, {peak / 1e6:.0f} MB")
                best[jobs], core[jobs] = min(best[jobs], seconds), min(core[jobs], busy)
                memory = max(memory, peak)
        assert digest(outs[1]) == digest(outs[2]), "one job and two say different things"
        kills = killed(command(arguments.kutip, source, outs[0], 2, "--resume", state), state, max(2, best[2] / 2))
        assert digest(outs[0]) == digest(outs[2]), "lost or doubled"
    figures = {
        "articles": arguments.articles,
        "MB": f"{size / 1e6:.0f}",
        "1 job MB/s": f"{size / 1e6 / best[1]:.2f}",
        "2 jobs MB/s": f"{size / 1e6 / best[2]:.2f}",
        "ratio": f"{best[1] / best[2]:.2f}",
        # Of a core's own time, which other programs do not take from.
        "1 job MB/core s": f"{size / 1e6 / core[1]:.2f}",
        "2 jobs MB/core s": f"{size / 1e6 / core[2]:.2f}",
        "peak MB": f"{memory / 1e6:.0f}",
        "kills, then the same bytes": kills,
        # What else the machine had to do: the speeds and their ratio mean little above 1.
        "load": f"{load:.1f}",
    }
    print(figures)
    if arguments.record:
        git = ["git", "-C", ROOT, "rev-parse", "--short", "HEAD"]
        commit = subprocess.run(git, check=True, capture_output=True, text=True).stdout.strip()
        row = {"date": datetime.date.today(), "commit": commit, **figures, "command": f"python3 tests/bench/archive.py --articles {arguments.articles} --record"}
        if not SCORES.exists():
            SCORES.write_text("\t".join(row) + "\n")
        with open(SCORES, "a") as scores:
            scores.write("\t".join(map(str, row.values())) + "\n")


if __name__ == "__main__":
    main()
