#!/usr/bin/env python3
"""How often each sieve names a speaker, and how often it is right, on the annotated articles of a language.

    python3 tests/bench/attribution.py target/release/kutip > tests/scores/attribution.tsv

A speaker is right when it overlaps the gold's speaker phrase, or belongs to the gold's entity. Quotations are matched
by overlap; those that the gold does not have, or calls optional, are not counted. The names in these articles trained
the tagger, so that others will come out a little lower.
"""
import collections
import glob
import json
import subprocess
import sys
import xml.etree.ElementTree as ET


def units(text):
    return len(text.encode("utf-16-le")) // 2


def read(path):
    """The text of an article, its quotations, and the places of every entity."""
    quotes, places, pieces = collections.OrderedDict(), collections.defaultdict(set), []

    def walk(node):
        start = units("".join(pieces))
        pieces.append(node.text or "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")
        span = (start, units("".join(pieces)))
        if node.tag == "q":
            quote = quotes.setdefault(node.get("n"), {"by": node.get("by"), "parts": [], "optional": False})
            quote["parts"].append(span)
            quote["optional"] |= node.get("opt") == "1"
        elif node.tag in ("e", "m"):
            places[node.get("id")].add(span)
        elif node.tag == "s":
            for number in node.get("q").split():
                places["q" + number].add(span)

    walk(ET.parse(path).getroot())
    return "".join(pieces), quotes, places


def right(gold, number, places, annotation, speaker):
    told = {(speaker["start"], speaker["end"])}
    if speaker["entity"] is not None:
        own = annotation["entities"][speaker["entity"]]["mentions"]
        told |= {(annotation["mentions"][m]["start"], annotation["mentions"][m]["end"]) for m in own}
    at = speaker["start"], speaker["end"]
    near = at[0] is not None and any(at[0] < end and start < at[1] for start, end in places["q" + number])
    return near or bool(told & places[gold["by"]])


def main():
    program = sys.argv[1]
    print("# python3 tests/bench/attribution.py target/release/kutip > tests/scores/attribution.tsv")
    print("language\tsieve\tquotations\tright\tshare")
    for folder in sorted(glob.glob("src/lang/*/corpus")):
        language = folder.split("/")[2]
        articles = [read(path) for path in sorted(glob.glob(folder + "/*.xml"))]
        lines = "".join(json.dumps({"text": text}) + "\n" for text, _, _ in articles)
        command = [program, "annotate", "-", "--field", "text", "--lang", language]
        out = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout
        fired, good = collections.Counter(), collections.Counter()
        for (_, quotes, places), line in zip(articles, out.splitlines(), strict=True):
            annotation = json.loads(line)
            for quote in annotation["quotes"]:
                spans = [(span["start"], span["end"]) for span in quote["spans"]]
                meets = lambda gold: sum(max(0, min(b, d) - max(a, c)) for a, b in spans for c, d in gold["parts"])
                number, gold = max(quotes.items(), key=lambda item: meets(item[1]), default=(None, None))
                if gold is None or not meets(gold) or gold["optional"] or gold["by"] in (None, "unknown"):
                    continue
                fired[quote["rule"]] += 1
                if quote["speaker"] and right(gold, number, places, annotation, quote["speaker"]):
                    good[quote["rule"]] += 1
        for rule, count in fired.most_common():
            print(f"{language}\t{rule}\t{count}\t{good[rule]}\t{100 * good[rule] / count:.1f}")


main()
