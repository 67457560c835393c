"""Extraction beside trafilatura and htmldate (both in Python), on the same pages in one run on one thread.

    pip install trafilatura htmldate lxml_html_clean
    cargo build --release -p xtask
    python3 benches/extraction.py [--pages N]    # pages a second of both, the ratio, and phrases F1 of both

The pages are those of trafilatura's own set under $GAINSAY_DATA. What is timed is the same for both: body, title, authors and
date of a page already in memory. The score is the set's own: of the phrases that must be in the body and those that must not,
how many are. `--pages` times trafilatura on the first N pages alone. Nothing is downloaded.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time

import htmldate
import trafilatura

PROJECT = pathlib.Path(__file__).resolve().parent.parent
DATA = pathlib.Path(os.environ.get("GAINSAY_DATA", pathlib.Path(tempfile.gettempdir()) / "gainsay-data"))
SET = DATA / "pages" / "trafilatura"


def pages(most):
    """The pages of the set that are there, with what is known of them."""
    found = []
    for line in (SET / "gold.jsonl").read_text(encoding="utf-8").splitlines()[:most]:
        gold = json.loads(line)
        path = SET / "html" / f"{gold['id']}.html"
        if path.exists():
            found.append((path.read_bytes(), gold))
    if not found:
        raise SystemExit(f"no pages under {SET}; unpack the set or set GAINSAY_DATA")
    return found


def theirs(found):
    """The pages a second of trafilatura, of htmldate and of both, and trafilatura's phrases F1."""
    extracting, dating, hits, misses, intruders = 0.0, 0.0, 0, 0, 0
    for html, gold in found:
        start = time.perf_counter()
        document = trafilatura.bare_extraction(html, url=gold["url"], with_metadata=True)
        extracted = time.perf_counter()
        try:
            htmldate.find_date(html, url=gold["url"])
        except ValueError:  # htmldate raises on pages that it can't parse; the time counts all the same.
            pass
        extracting += extracted - start
        dating += time.perf_counter() - extracted
        body = (document.text if document else None) or ""
        hits += sum(phrase in body for phrase in gold["with"])
        misses += sum(phrase not in body for phrase in gold["with"])
        intruders += sum(phrase in body for phrase in gold["without"])
    speeds = [len(found) / spent for spent in (extracting, dating, extracting + dating)]
    return speeds, 2 * hits / max(1, 2 * hits + misses + intruders)


def ours():
    """gainsay's pages a second and phrases F1, by the program's own measure of the same set."""
    binary = PROJECT / "target/release/xtask"
    told = subprocess.run([binary, "quality", "pages"], capture_output=True, text=True, check=False).stdout
    figures = [re.search(rf"trafilatura +{what} +([0-9.]+)", told) for what in ("pages a second, one thread", "phrases")]
    if not all(figures):
        raise SystemExit(f"{binary} measured no pages; build it with `cargo build --release -p xtask`")
    return tuple(float(figure.group(1)) for figure in figures)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=int, default=None)
    (speeds, score), (own_speed, own_score) = theirs(pages(arguments.parse_args().pages)), ours()
    print(f"trafilatura                {speeds[0]:7.0f} pages a second   phrases F1 {score:.3f}")
    print(f"htmldate                   {speeds[1]:7.0f} pages a second")
    print(f"both                       {speeds[2]:7.0f} pages a second")
    print(f"gainsay                    {own_speed:7.0f} pages a second   phrases F1 {own_score:.3f}")
    print(f"ratio to both              {own_speed / speeds[2]:7.1f}")


if __name__ == "__main__":
    main()
