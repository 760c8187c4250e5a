"""Annotates articles on Apache Spark: JSON lines in, Parquet out, the command line of kutip in between.

    spark-submit --files kutip tests/spark/annotate.py ./kutip articles.jsonl annotations.parquet
"""

import shlex
import sys

from pyspark.sql import SparkSession
from pyspark.sql.functions import struct, to_json

SLICE = "struct<start:int, end:int, text:string>"
PARTY = "struct<start:int, end:int, text:string, mention:int, entity:int>"
ENTITY = """struct<id:int, kind:string, name:string, aliases:array<string>,
    roles:array<struct<text:string, organization:int>>, mentions:array<int>, link:string>"""
MENTION = """struct<start:int, end:int, text:string, kind:string, form:string, entity:int, source:string,
    confidence:double>"""
QUOTE = f"""struct<id:int, kind:string, spans:array<{SLICE}>, cue:{SLICE}, speaker:{PARTY}, addressee:{PARTY}, via:{PARTY},
    parent:int, rule:string, confidence:double>"""
# The columns of `kutip annotate --format parquet`. Said here, for Spark would read everything twice to guess them.
COLUMNS = f"""id string, date string, title string, text string, version int, language string,
    entities array<{ENTITY}>, mentions array<{MENTION}>, quotes array<{QUOTE}>"""


def annotate(articles, kutip, field="text"):
    """The annotations as JSON lines, one of each article; `articles` has `id`, the text, and `date` and `title` if there are.

    One process of kutip a partition, one partition a core. If a process or its machine is lost, Spark runs the partition again.
    """
    command = shlex.join([kutip, "annotate", "-", "--field", field, "--jobs", "1"])
    # Exit code 1 says that some records were rejected, on standard error: no reason to run the partition again.
    lines = articles.select(to_json(struct("*"))).rdd.map(lambda row: row[0])
    return lines.pipe(shlex.join(["bash", "-c", f"{command}; [ $? -le 1 ]"]), checkCode=True)


def main():
    kutip, source, target = sys.argv[1:]
    spark = SparkSession.builder.appName("kutip").getOrCreate()
    lines = annotate(spark.read.json(source), kutip)
    spark.read.schema(COLUMNS).json(lines).write.parquet(target)


if __name__ == "__main__":
    main()
