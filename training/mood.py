"""Learn the weights of `extramile.desk.mood` from GoEmotions. Needs scikit-learn, which the product itself does not.

bin/python test -m pip install scikit-learn
bin/python test -m training.mood goemotions_train.jsonl.gz
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.lib.emotions import sign
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from extramile.desk.mood.estimate import vader
from extramile.desk.mood.weights import FILE, packed
from extramile.desk.mood.words import features

# Words of fewer than three comments say nothing about others, and might be of one person.
FEWEST, MOST = 3, 20_000
STRENGTH = 2.0


def comments(path: Path) -> Iterator[tuple[str, int]]:
    """Comments and their class (-1, 0, 1); those labelled both positive and negative are left out."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            held = json.loads(line)
            meant = sign(held["labels"])
            if meant is not None:
                yield held["text"], meant


def main(path: Path) -> None:
    """Learn, and write the weights beside the code that reads them."""
    texts, classes = zip(*comments(path), strict=True)
    words = TfidfVectorizer(analyzer=features, min_df=FEWEST, max_features=MOST, sublinear_tf=True)
    told = hstack([words.fit_transform(texts), csr_matrix([vader(text) for text in texts])]).tocsr()
    model = LogisticRegression(C=STRENGTH, max_iter=300).fit(told, classes)
    names = list(words.get_feature_names_out())
    by_word, dense = model.coef_[:, : len(names)], model.coef_[:, len(names) :]
    held = {
        "features": names,
        "idf": packed(list(words.idf_)),
        "learned": packed([float(value) for value in by_word.T.ravel()]),
        "dense": [[round(float(value), 5) for value in row] for row in dense],
        "intercept": [round(float(value), 5) for value in model.intercept_],
    }
    FILE.write_bytes(gzip.compress(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0))
    print(f"{len(texts):,} comments, {len(names):,} features, {FILE.stat().st_size:,} bytes in {FILE.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
