"""Learn the weights of `extramile.desk.mood` from GoEmotions, and from what an install's agents corrected. Needs
scikit-learn, which the product itself does not.

bin/python test -m pip install scikit-learn
bin/python test -m training.mood goemotions_train.jsonl.gz [lessons.jsonl …]

`bin/extramile corrections lessons.jsonl` writes the latter.
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
# A correction is about the text that the weights are for, and one among tens of thousands of comments otherwise.
CORRECTION = 10.0


def comments(path: Path) -> Iterator[tuple[str, int]]:
    """Comments and their class (-1, 0, 1); those labelled both positive and negative are left out."""
    opening = gzip.open if path.suffix == ".gz" else open
    with opening(path, "rt", encoding="utf-8") as file:
        for line in file:
            held = json.loads(line)
            meant = sign(held["labels"])
            if meant is not None:
                yield held["text"], meant


def main(path: Path, *corrections: Path) -> None:
    """Learn, and write the weights beside the code that reads them."""
    told = list(comments(path))
    lessons = [one for file in corrections for one in comments(file)]
    texts, classes = zip(*told, *lessons, strict=True)
    counts = [1.0] * len(told) + [CORRECTION] * len(lessons)
    words = TfidfVectorizer(analyzer=features, min_df=FEWEST, max_features=MOST, sublinear_tf=True)
    columns = hstack([words.fit_transform(texts), csr_matrix([vader(text) for text in texts])]).tocsr()
    model = LogisticRegression(C=STRENGTH, max_iter=300).fit(columns, classes, counts)
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
    main(*map(Path, sys.argv[1:]))
