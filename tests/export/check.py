"""Gives every export of some articles to that format's own parser and compares what it reads with the text."""

import argparse
import collections
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
HARD = pathlib.Path(__file__).with_name("hard.txt")

# The terms of the standard's context that we use, each with its IRI from the Web Annotation Vocabulary, so that nothing
# has to be fetched.
OA, RDF = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
CONTEXT = {
    "id": "@id",
    "type": "@type",
    **{
        term: OA + term
        for term in (
            "Annotation TextualBody TextQuoteSelector TextPositionSelector tagging classifying identifying "
            "start end exact prefix suffix"
        ).split()
    },
    "AnnotationPage": "http://www.w3.org/ns/activitystreams#OrderedCollectionPage",
    "items": {"@id": "http://www.w3.org/ns/activitystreams#items", "@type": "@id", "@container": "@list"},
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "Organization": "http://xmlns.com/foaf/0.1/Organization",
    "name": "http://xmlns.com/foaf/0.1/name",
    "value": RDF + "value",
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
    "body": {"@id": OA + "hasBody", "@type": "@id"},
    "target": {"@id": OA + "hasTarget", "@type": "@id"},
    "source": {"@id": OA + "hasSource", "@type": "@id"},
    "selector": {"@id": OA + "hasSelector", "@type": "@id"},
}


def units(text, start, end):
    """The slice of a text by UTF-16 units."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def squeeze(text):
    return " ".join(text.split())


def check_json(text, out, gold):
    for mention in gold["mentions"]:
        assert units(text, mention["start"], mention["end"]) == mention["text"], mention


def check_csv(text, out, gold):
    import pandas

    table = pandas.read_csv(io.StringIO(out), keep_default_na=False, dtype={"start": int, "end": int, "parts": int})
    assert len(table) == len(gold["quotes"]), (len(table), len(gold["quotes"]))
    for row, quote in zip(table.itertuples(), gold["quotes"]):
        if row.parts > 1:
            assert row.text == " … ".join(span["text"] for span in quote["spans"]), row
        else:
            assert text[row.start : row.end] == row.text, row


def check_csv_mentions(text, out, gold):
    import pandas

    table = pandas.read_csv(io.StringIO(out), keep_default_na=False)
    assert len(table) == len(gold["mentions"])
    for row in table.itertuples():
        assert text[row.start : row.end] == row.text, row


def check_markdown(text, out, gold):
    from markdown_it import MarkdownIt

    plain = collections.Counter()
    speakers, quoted, inside = set(), [], False
    for token in MarkdownIt("commonmark").parse(out):
        plain[token.type] += 1
        if token.type == "blockquote_open":
            inside = True
        elif token.type == "blockquote_close":
            inside = False
        elif token.type == "inline" and inside:
            assert {child.type for child in token.children} <= {"text", "text_special", "em_open", "em_close"}, token.content
            quoted.append("".join(child.content for child in token.children))
    assert plain["blockquote_open"] == len(gold["quotes"])
    expected = {" … ".join(squeeze(span["text"]) for span in quote["spans"]) for quote in gold["quotes"]}
    assert set(quoted[::2]) == expected, set(quoted[::2]) ^ expected


def check_html(text, out, gold):
    import html5lib

    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(out)
    assert page.get("lang") == gold["language"]
    paragraphs = ["".join(p.itertext()) for p in page.iter("p")]
    assert squeeze(" ".join(paragraphs)) == squeeze(text)
    found = collections.defaultdict(str)
    for mark in page.iter("mark"):
        if "quotation" in mark.get("class").split():
            found[int(mark.get("data-quotation"))] += "".join(mark.itertext())
    for quote in gold["quotes"]:
        words = "".join(span["text"] for span in quote["spans"])
        assert "".join(found[quote["id"]].split()) == "".join(words.split()), (found[quote["id"]], words)


def check_web_annotation(text, out, gold):
    import rdflib

    page = json.loads(out)
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    page["@context"][0] = CONTEXT
    graph = rdflib.Graph().parse(data=json.dumps(page), format="json-ld")
    oa = rdflib.Namespace(OA)
    annotations = set(graph.subjects(rdflib.RDF.type, oa.Annotation))
    assert len(annotations) == len(gold["mentions"]) + len(gold["quotes"])
    targets = 0
    for annotation in annotations:
        assert graph.value(annotation, oa.motivatedBy) in (oa.identifying, oa.classifying)
        assert list(graph.objects(annotation, oa.hasBody))
        for target in graph.objects(annotation, oa.hasTarget):
            targets += 1
            position, quote = None, None
            for selector in graph.objects(target, oa.hasSelector):
                if (selector, rdflib.RDF.type, oa.TextPositionSelector) in graph:
                    position = selector
                else:
                    assert (selector, rdflib.RDF.type, oa.TextQuoteSelector) in graph
                    quote = selector
            start, end = int(graph.value(position, oa.start)), int(graph.value(position, oa.end))
            value = lambda name: str(graph.value(quote, oa[name]))
            assert text[start:end] == value("exact")
            assert text[max(0, start - 32) : start] == value("prefix")
            assert text[end : end + 32] == value("suffix")
    assert targets == len(gold["mentions"]) + sum(len(quote["spans"]) for quote in gold["quotes"])
    kutip = rdflib.Namespace("urn:kutip:terms:")
    assert len(list(graph.subject_objects(kutip.speaker))) == sum(bool(quote["speaker"]) for quote in gold["quotes"])


def check_tei(text, out, gold, schema=None):
    from lxml import etree

    tree = etree.fromstring(out.encode())
    tei = "{http://www.tei-c.org/ns/1.0}"
    ids = [element.get("{http://www.w3.org/XML/1998/namespace}id") for element in tree.iter()]
    ids = [id for id in ids if id]
    assert len(ids) == len(set(ids)), "an id twice"
    for element in tree.iter():
        for name in ("who", "toWhom", "ref", "corresp", "prev", "next"):
            for pointer in (element.get(name) or "").split():
                assert pointer[0] == "#" and pointer[1:] in ids, (element.tag, name, pointer)
    body = tree.find(f"{tei}text/{tei}body")
    plain = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)
    assert squeeze(" ".join("".join(p.itertext()) for p in body)) == squeeze(plain)
    if schema is not None:
        schema.assertValid(tree)
    heads = [said for said in body.iter(f"{tei}said") if said.get("prev") is None]
    assert len(heads) == len(gold["quotes"])


def check_conll(text, out, gold):
    from spacy.training.converters.conll_ner_to_docs import conll_ner_to_docs

    # The converter joins words by single blanks, so compare the names without any.
    docs = list(conll_ner_to_docs(out, n_sents=1_000_000, no_print=True))
    found = ["".join(ent.text.split()) for doc in docs for ent in doc.ents]
    end, expected = 0, []
    for mention in gold["mentions"]:
        if mention["form"] == "name" and mention["start"] >= end:
            end = mention["end"]
            if mention["kind"] in ("person", "organization", "location"):
                expected.append("".join(mention["text"].split()))
    assert found == expected, [pair for pair in zip(found, expected) if pair[0] != pair[1]][:3]


def check_brat(text, out, gold):
    from bioc import brat

    doc = brat.load(io.StringIO(text), io.StringIO(out))
    kinds = collections.Counter(entity.type for entity in doc.entities)
    assert kinds["Quotation"] == len(gold["quotes"])
    assert len(doc.entities) == len(gold["mentions"]) + len(gold["quotes"]) + sum(bool(q["cue"]) for q in gold["quotes"])
    for entity in doc.entities:
        words = " ".join(text[place.begin : place.end] for place in sorted(entity.locations))
        assert words == entity.text, (words, entity.text)
    known = {annotation.id for annotation in doc.annotations}
    pointers = [id for relation in doc.relations for id in relation.arguments.values()]
    pointers += [attribute.refid for attribute in doc.attributes] + [note.refid for note in doc.notes]
    assert known.issuperset(pointers)


def check_spacy(text, out, gold):
    import spacy
    from spacy.tokens import Doc

    document = json.loads(out)
    doc = Doc(spacy.blank(gold["language"] or "xx").vocab).from_json(document, validate=True)
    assert doc.text == text
    assert len(doc.spans["mentions"]) == len(gold["mentions"])
    for span, mention in zip(doc.spans["mentions"], gold["mentions"]):
        assert span.text == mention["text"], (span.text, mention["text"])
    parts = [span["text"] for quote in gold["quotes"] for span in quote["spans"]]
    assert [span.text for span in doc.spans["quotations"]] == parts
    assert document["kutip"] == gold
    assert not parts or len(list(doc.sents)) > 0


CHECKS = {
    "json": check_json,
    "csv": check_csv,
    "csv-mentions": check_csv_mentions,
    "markdown": check_markdown,
    "html": check_html,
    "web-annotation": check_web_annotation,
    "tei": check_tei,
    "conll": check_conll,
    "brat": check_brat,
    "spacy": check_spacy,
}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kutip", default=ROOT / "target/release/kutip")
    arguments.add_argument("--every", type=int, default=8, help="check every n-th article of the corpus")
    arguments.add_argument("--tei-schema", help="tei_all.rng")
    arguments = arguments.parse_args()
    schema = None
    if arguments.tei_schema:
        from lxml import etree

        schema = etree.RelaxNG(etree.parse(arguments.tei_schema))
    texts = {"empty": "", "hard": HARD.read_text()}
    for article in sorted((ROOT / "src/lang/id/corpus").glob("*.xml"))[:: arguments.every]:
        texts[article.stem] = re.sub("<[^>]*>", "", article.read_text()).replace("&amp;", "&").replace("&lt;", "<")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            file = pathlib.Path(folder) / f"{name}.txt"
            file.write_bytes(text.encode())

            def kutip(format):
                run = [arguments.kutip, "annotate", "--format", format, file]
                return subprocess.run(run, check=True, capture_output=True).stdout.decode()

            gold = json.loads(kutip("json"))
            for format, check in CHECKS.items():
                more = {"schema": schema} if format == "tei" else {}
                try:
                    check(text, kutip(format), gold, **more)
                except Exception as error:
                    failed += 1
                    print(f"{name}: {format}: {type(error).__name__}: {str(error)[:300]}")
    print(f"{len(texts)} texts, {len(CHECKS)} formats, {failed} failures")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
