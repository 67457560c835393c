"""Tagging and parsing beside UDPipe 1 (Straka & Straková 2017), trained on the same data, in one run on one thread.

    pip install ufal.udpipe
    cargo build --release -p xtask
    python3 benches/udpipe.py            # prints tokens a second of both and the ratio

Trains UDPipe on UD English EWT under $GAINSAY_DATA unless target/udpipe.model is there. `--iterations N` trains the parser
shorter or longer; how fast it parses doesn't depend on that. `--sentences N` trains on the first N sentences alone, in minutes
and not in hours: its dictionary is then smaller, and it is no slower for it. Nothing is downloaded.
"""

import argparse
import os
import pathlib
import re
import subprocess
import tempfile
import time

import ufal.udpipe as udpipe

PROJECT = pathlib.Path(__file__).resolve().parent.parent
DATA = pathlib.Path(os.environ.get("GAINSAY_DATA", pathlib.Path(tempfile.gettempdir()) / "gainsay-data")) / "ud"
MODEL = PROJECT / "target" / "udpipe.model"


def sentences(path, most=None):
    """The sentences of a CoNLL-U file, the first so many of them."""
    reader = udpipe.InputFormat.newConlluInputFormat()
    reader.setText(path.read_text(encoding="utf-8"))
    error = udpipe.ProcessingError()
    found = udpipe.Sentences()
    sentence = udpipe.Sentence()
    while (most is None or len(found) < most) and reader.nextSentence(sentence, error):
        found.append(sentence)
        sentence = udpipe.Sentence()
    if error.occurred():
        raise SystemExit(f"{path}: {error.message}")
    return found


def train(iterations, most):
    """Trains and keeps a model, with the settings that UDPipe's authors give for English EWT."""
    error = udpipe.ProcessingError()
    parser = (
        f"iterations={iterations};embedding_upostag=20;embedding_feats=20;embedding_xpostag=0;embedding_form=50;"
        "embedding_lemma=0;embedding_deprel=20;learning_rate=0.02;learning_rate_final=0.001;l2=0.3;hidden_layer=200;"
        "batch_size=10;transition_system=projective;transition_oracle=dynamic;structured_interval=8"
    )
    model = udpipe.Trainer.train(
        "morphodita_parsito",
        sentences(DATA / "ewt/train.conllu", most),
        sentences(DATA / "ewt/dev.conllu"),
        "none",
        "models=2",
        parser,
        error,
    )
    if error.occurred():
        raise SystemExit(error.message)
    MODEL.parent.mkdir(exist_ok=True)
    MODEL.write_bytes(model if isinstance(model, bytes) else model.encode("latin-1"))


def theirs():
    """UDPipe's tokens a second: the best of three passes over GUM's news, tokens given, as ours is measured."""
    model = udpipe.Model.load(str(MODEL))
    text = (DATA / "gum/test.conllu").read_text(encoding="utf-8")
    news = "".join(block + "\n\n" for block in text.split("\n\n") if "sent_id = GUM_news" in block)
    path = MODEL.with_suffix(".conllu")
    path.write_text(news, encoding="utf-8")
    best = 0.0
    for _ in range(3):
        given = sentences(path)
        count = sum(len(sentence.words) - 1 for sentence in given)
        start = time.perf_counter()
        for sentence in given:
            model.tag(sentence, udpipe.Model.DEFAULT)
            model.parse(sentence, udpipe.Model.DEFAULT)
        best = max(best, count / (time.perf_counter() - start))
    return best


def ours():
    """gainsay's tokens a second, by the program's own measure."""
    binary = PROJECT / "target/release/xtask"
    told = subprocess.run([binary, "quality", "syntax"], capture_output=True, text=True, check=False).stdout
    return float(re.search(r"tokens a second, one thread +([0-9.]+)", told).group(1))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--iterations", type=int, default=20)
    arguments.add_argument("--sentences", type=int, default=None)
    chosen = arguments.parse_args()
    if not MODEL.exists():
        train(chosen.iterations, chosen.sentences)
    other, own = theirs(), ours()
    print(f"UDPipe 1   {other:9.0f} tokens a second")
    print(f"gainsay    {own:9.0f} tokens a second")
    print(f"ratio      {own / other:9.1f}")


if __name__ == "__main__":
    main()
