"""Reference values that follow from a definition, by enumeration in exact fractions or by naive loops: Krippendorff's alpha (K. Krippendorff, 2013),
Fleiss' kappa and its error, pass@k, pass^k, maj@k, Brier score and calibration error, Cliff's delta with its variance and interval.
Python's standard library alone. Run: python3 agreement.py > agreement.json"""
import itertools, json, math, random
from fractions import Fraction as F
from statistics import NormalDist

NONE = None
# The example of Krippendorff's text: four observers, twelve units, reliability data matrix C (units in rows here).
EXAMPLE = [[1, 1, NONE, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2],
           [NONE, 5, 5, 5], [NONE, NONE, 1, 1], [NONE, NONE, 3, NONE]]


def alpha(units, scale):
    """Observed and expected disagreement as plain averages over pairs of ratings, without a coincidence matrix."""
    kept = [[r for r in unit if r is not NONE] for unit in units]
    kept = [unit for unit in kept if len(unit) >= 2]
    pool = [r for unit in kept for r in unit]
    n = len(pool)
    counts = {v: pool.count(v) for v in set(pool)}

    def distance(c, k):
        if scale == "nominal":
            return F(0 if c == k else 1)
        if scale == "interval":
            return F(c - k) ** 2
        if scale == "ratio":
            return F(0) if c == k else F(c - k, c + k) ** 2
        low, high = min(c, k), max(c, k)
        return (sum(counts[v] for v in counts if low <= v <= high) - F(counts[c] + counts[k], 2)) ** 2 if c != k else F(0)

    observed = sum(sum(distance(c, k) for c, k in itertools.permutations(unit, 2)) / (len(unit) - 1) for unit in kept) / n
    expected = sum(distance(c, k) for c, k in itertools.permutations(pool, 2)) / (n * (n - 1))
    return float(1 - observed / expected)


FLEISS = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2],
          [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]


def fleiss(table):
    units, raters = len(table), sum(table[0])
    shares = [F(sum(row[j] for row in table), units * raters) for j in range(len(table[0]))]
    observed = sum(F(sum(c * c for c in row) - raters, raters * (raters - 1)) for row in table) / units
    expected = sum(p * p for p in shares)
    pq = sum(p * (1 - p) for p in shares)
    skew = sum(p * (1 - p) * (1 - 2 * p) for p in shares)
    error = math.sqrt(2 * (pq * pq - skew) / (units * raters * (raters - 1))) / float(pq)
    return {"table": table, "value": float((observed - expected) / (1 - expected)), "se": error}


def draws(n, correct, k):
    marks = [True] * correct + [False] * (n - correct)
    sets = list(itertools.combinations(range(n), k))
    return (float(F(sum(any(marks[i] for i in s) for s in sets), len(sets))), float(F(sum(all(marks[i] for i in s) for s in sets), len(sets))))


def majority(votes, correct, k):
    answers = [i for i, count in enumerate(votes) for _ in range(count)]
    total, sets = F(0), 0
    for chosen in itertools.combinations(answers, k):
        sets += 1
        tally = {a: chosen.count(a) for a in set(chosen)}
        best = [a for a in tally if tally[a] == max(tally.values())]
        total += F(1, len(best)) if correct in best else 0
    return float(total / sets)


def cliff(x, y):
    m, n = len(x), len(y)
    d = [[F((a > b) - (a < b)) for b in y] for a in x]
    mean = sum(map(sum, d)) / (m * n)
    rows = sum((sum(row) / n - mean) ** 2 for row in d)
    columns = sum((sum(d[i][j] for i in range(m)) / m - mean) ** 2 for j in range(n))
    cells = sum((value - mean) ** 2 for row in d for value in row)
    variance = (n * n * rows + m * m * columns - cells) / (m * n * (m - 1) * (n - 1))
    variance = max(variance, (1 - mean ** 2) / (m * n - 1))
    delta, s2, z = float(mean), float(variance), NormalDist().inv_cdf(0.975)
    reach = math.sqrt(z * z * s2 * ((1 - delta ** 2) ** 2 + z * z * s2))
    middle, below = delta * (1 - delta ** 2), 1 - delta ** 2 + z * z * s2
    return {"x": x, "y": y, "delta": delta, "se": math.sqrt(s2), "low": (middle - reach) / below, "high": (middle + reach) / below}


def calibration(seed, n, bins):
    rng = random.Random(seed)
    forecasts = [rng.randrange(0, 101) / 100 for _ in range(n)]
    happened = [rng.random() < f * 0.8 + 0.1 for f in forecasts]
    exact = [F(round(f * 100), 100) for f in forecasts]
    brier = sum((f - int(h)) ** 2 for f, h in zip(exact, happened)) / n
    ece = biggest = F(0)
    for b in range(bins):
        inside = [i for i, f in enumerate(exact) if (F(b, bins) < f or (b == 0 and f == 0)) and f <= F(b + 1, bins)]
        if inside:
            gap = abs(sum(exact[i] for i in inside) / len(inside) - F(sum(happened[i] for i in inside), len(inside)))
            ece, biggest = ece + gap * len(inside) / n, max(biggest, gap)
    return {"forecasts": forecasts, "happened": happened, "bins": bins, "brier": float(brier), "ece": float(ece), "mce": float(biggest)}


print(json.dumps({
    "krippendorff": {"ratings": EXAMPLE, **{scale: alpha(EXAMPLE, scale) for scale in ("nominal", "ordinal", "interval", "ratio")}},
    "fleiss": fleiss(FLEISS),
    "pass": [[n, c, k, *draws(n, c, k)] for n in range(1, 9) for c in range(n + 1) for k in range(1, n + 1)],
    "majority": [[votes, correct, k, majority(votes, correct, k)] for votes in ([3, 2, 1], [2, 2, 2], [5, 4], [1, 4, 3, 2], [0, 3, 3], [4, 0, 1, 1, 1])
                 for correct in range(len(votes)) for k in range(1, sum(votes) + 1)],
    "cliff": [cliff([1, 2, 2, 3, 4, 4, 4, 5, 6, 7, 7, 8], [2, 1, 2, 4, 3, 4, 5, 5, 5, 8]), cliff([3.5, 1.25, 9], [2, 2])],
    "calibration": [calibration(1, 200, 10), calibration(2, 57, 7)],
}, indent=1))
