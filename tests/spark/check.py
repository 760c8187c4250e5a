"""Annotates 10,000 articles on a local Spark, kills a process under way, and compares with the command line.

Wants `cargo build --release --features parquet`. Compared are the JSON lines, byte for byte, and by DuckDB the Parquet that
Spark wrote of them and the Parquet that kutip writes itself.
"""

import argparse
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time

import duckdb
from pyspark.sql import SparkSession

from annotate import COLUMNS, annotate

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests/bench"))
from archive import archive  # noqa: E402

PARTITIONS = 8


def parents():
    """Every process with its parent and its name."""
    found = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, rest = stat.read_text().split(" (", 1)
        except OSError:
            continue
        name, fields = rest.rsplit(") ", 1)
        found[int(pid)] = (int(fields.split()[1]), name)
    return found


def ours(name):
    """The processes of that name that descend from this one."""
    processes = parents()

    def is_ours(pid):
        while pid in processes and pid != os.getpid():
            pid = processes[pid][0]
        return pid == os.getpid()

    return [pid for pid, (_, own) in processes.items() if own == name and is_ours(pid)]


def kill_one(name, after, killed, done):
    """Once `after` processes of ours of that name have come to be, kills one of them in the middle of its work."""
    seen = set()
    while len(seen) < after and not done.is_set():
        running = ours(name)
        seen.update(running)
        if len(seen) >= after and running:
            os.kill(running[-1], signal.SIGKILL)
            killed.append(running[-1])
        time.sleep(0.05)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kutip", default=str(ROOT / "target/release/kutip"))
    arguments.add_argument("--articles", type=int, default=10_000)
    arguments = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        source = folder / "articles.jsonl"
        archive(source, arguments.articles)

        # Two tasks at a time, and each may fail three times.
        builder = SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false")
        spark = builder.config("spark.driver.host", "127.0.0.1").getOrCreate()
        spark.sparkContext.setLogLevel("OFF")
        articles = spark.read.schema("id int, date string, body string").json(str(source)).repartition(PARTITIONS)
        lines = annotate(articles, arguments.kutip, "body")
        killed, done = [], threading.Event()
        # The kernel keeps fifteen letters of a name.
        name = pathlib.Path(arguments.kutip).name[:15]
        killer = threading.Thread(target=kill_one, args=(name, PARTITIONS // 2, killed, done))
        killer.start()
        lines.saveAsTextFile(str(folder / "lines"))
        done.set()
        killer.join()
        assert killed, "it was over before a process could be killed"
        tracker = spark.sparkContext.statusTracker()
        stages = [tracker.getStageInfo(stage) for job in tracker.getJobIdsForGroup() for stage in tracker.getJobInfo(job).stageIds]
        failed = sum(stage.numFailedTasks for stage in stages if stage)
        print(f"killed process {killed[0]}; {failed} task failed and ran again")
        assert failed == 1, failed
        spark.read.schema(COLUMNS).json(str(folder / "lines")).write.parquet(str(folder / "spark"))
        spark.stop()

        def kutip(*more):
            subprocess.run([arguments.kutip, "annotate", source, "--field", "body", *more], check=True)

        kutip("--out", folder / "lines.jsonl")
        kutip("--out", folder / "kutip", "--format", "parquet")
        one = sorted(line for part in (folder / "lines").glob("part-*") for line in part.read_text().splitlines())
        other = sorted((folder / "lines.jsonl").read_text().splitlines())
        assert len(one) == arguments.articles, len(one)
        assert one == other, "Spark and the command line say different things"
        print(f"{len(one)} annotations, the same as the command line's")

        rows = [f"select * from '{folder / name}/*.parquet'" for name in ("spark", "kutip")]
        for left, right in (rows, reversed(rows)):
            differing = duckdb.sql(f"select count(*) from (({left}) except ({right}))").fetchall()[0][0]
            assert differing == 0, f"{differing} rows differ"
        print("the same in Parquet; who is quoted most:")
        query = f"""
            select entities[quote.speaker.entity + 1].name as speaker, count(*) as quotations
            from (select entities, unnest(quotes) as quote from '{folder}/spark/*.parquet')
            where quote.speaker.entity is not null group by speaker order by quotations desc, speaker limit 5"""
        print(duckdb.sql(query))


if __name__ == "__main__":
    main()
