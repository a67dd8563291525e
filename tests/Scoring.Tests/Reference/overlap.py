"""Reference values for the evaluators that compare texts, written without looking at them.

    python3 tests/Scoring.Tests/Reference/overlap.py > tests/Scoring.Tests/Reference/overlap.json

ROUGE-L: Lin, "ROUGE: A package for automatic evaluation of summaries", 2004, beta = 1, tokens as in the package rouge_score without
stemmer (lower case, everything but a-z and 0-9 separates). Token F1: the official evaluation script of SQuAD 2.0. Edit distance: the
table of Wagner and Fischer, 1974, over code points. All by the textbook's quadratic tables.
"""
import collections
import json
import random
import re
import string


def lcs(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            table[i][j] = table[i - 1][j - 1] + 1 if x == y else max(table[i - 1][j], table[i][j - 1])
    return table[-1][-1]


def rouge_l(found, expected):
    tokens = lambda text: re.sub(r"[^a-z0-9]+", " ", text.lower()).split()
    a, b = tokens(found), tokens(expected)
    if not a or not b:
        return 1.0 if not a and not b else 0.0
    length = lcs(a, b)
    precision, recall = length / len(a), length / len(b)
    return 2 * precision * recall / (precision + recall) if length else 0.0


def squad_tokens(text):
    text = "".join(ch for ch in text.lower() if ch not in set(string.punctuation))
    return re.sub(r"\b(a|an|the)\b", " ", text).split()


def squad_f1(found, expected):
    a, b = squad_tokens(found), squad_tokens(expected)
    common = sum((collections.Counter(a) & collections.Counter(b)).values())
    if not a or not b:
        return float(a == b)
    if common == 0:
        return 0.0
    precision, recall = common / len(a), common / len(b)
    return 2 * precision * recall / (precision + recall)


def edits(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y)))
    return row[-1]


def texts():
    yield "police killed the gunman", "police kill the gunman"
    yield "the gunman kill police", "police killed the gunman"
    yield "The cat sat on the mat.", "A cat, sitting on the mat!"
    yield "", ""
    yield "", "something"
    yield "the", "a an the"
    yield "It's 12.5% of x_1", "its 12 5 of x 1"
    yield "kitten", "sitting"
    yield "\U0001F600\U0001F601a", "\U0001F601ab"
    draw = random.Random(20)
    words = ["the", "a", "cat", "dog", "runs", "ran,", "over", "Hill", "hill.", "42", "x-y", "and"]
    for length in [1, 2, 5, 10, 20, 40, 63, 64, 65, 100, 130, 200] * 4:
        left = [draw.choice(words) for _ in range(length)]
        right = [word for word in left if draw.random() < 0.7] + [draw.choice(words) for _ in range(draw.randrange(1 + length // 2))]
        if draw.random() < 0.5:
            right = [draw.choice(words) if draw.random() < 0.3 else word for word in right]
        yield " ".join(left), " ".join(right)


if __name__ == "__main__":
    print("[")
    cases = [{"found": a, "expected": b, "rougeL": rouge_l(a, b), "tokenF1": squad_f1(a, b), "edits": edits(a, b)} for a, b in texts()]
    print(",\n".join(json.dumps(case) for case in cases))
    print("]")
