"""Reference values of the generator, the bootstrap and the permutation tests; writes resampling.json beside itself.

The generator by a second implementation in Python's integers, intervals by scipy 1.10 with the replicates it drew, permutation tests by
enumeration in fractions. Needs python3 with numpy and scipy.
"""
import itertools, json, os
from fractions import Fraction
import numpy as np
import scipy.stats as st

MASK = (1 << 64) - 1
STEP = 0x9E3779B97F4A7C15
out = {}

def word(state):
    state = ((state ^ state >> 30) * 0xBF58476D1CE4E5B9) & MASK
    state = ((state ^ state >> 27) * 0x94D049BB133111EB) & MASK
    return state ^ state >> 31

def rotate(x, k): return (x << k | x >> 64 - k) & MASK

def stream(s):
    s = list(s)
    while True:
        yield rotate(s[1] * 5 & MASK, 7) * 9 & MASK
        shifted = s[1] << 17 & MASK
        s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= shifted; s[3] = rotate(s[3], 45)

def start(seed, number):
    state = (word((seed + STEP) & MASK) + number * 4 * STEP) & MASK
    return [word((state + k * STEP) & MASK) for k in (1, 2, 3, 4)]

def indices(words, bound):
    for w in words:
        for half in (w & 0xFFFFFFFF, w >> 32):
            if (half * bound & 0xFFFFFFFF) >= 2**32 % bound:
                yield half * bound >> 32

out['state 1 2 3 4'] = [str(w) for w in itertools.islice(stream([1, 2, 3, 4]), 8)]
out['streams'] = [[str(seed), str(number)] + [str(w) for w in itertools.islice(stream(start(seed, number)), 4)]
                  for seed, number in [(0, 0), (1, 0), (1, 1), (MASK, 12345), (987654321, MASK)]]
out['indices'] = [[str(seed), bound] + list(itertools.islice(indices(stream(start(seed, 3)), bound), 12))
                  for seed, bound in [(7, 1), (7, 6), (7, 10_000), (8, 2**31 - 1), (9, 3 * 2**29)]]

# Bootstrap intervals: scipy's, beside the replicates that it drew.
random = np.random.default_rng(11)
def interval(name, data, statistic, level):
    case = {'samples': [list(map(float, x)) for x in data], 'level': level, 'estimate': float(statistic(*data))}
    for method in ('percentile', 'basic', 'BCa'):
        r = st.bootstrap(data, statistic, n_resamples=400, confidence_level=level, method=method, vectorized=False, random_state=3)
        case[method] = [float(r.confidence_interval.low), float(r.confidence_interval.high)]
        case['replicates'] = list(map(float, r.bootstrap_distribution))
        case['error'] = float(r.standard_error)
    out.setdefault('intervals', {})[name] = case
interval('mean', (random.lognormal(size=35),), np.mean, 0.95)
interval('variance', (random.normal(size=25),), np.var, 0.9)
interval('two means', (random.lognormal(size=14), random.normal(size=9)), lambda x, y: np.mean(x) - np.mean(y), 0.95)

# Acceleration over clusters: by the definition, leaving out one cluster at a time.
values = [float(v) for v in random.lognormal(size=20).round(6)]; clusters = [0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 3, 3, 4, 4, 4, 4, 5, 6, 6, 6]
V, C = np.array(values), np.array(clusters)
left = np.array([V[C != c].mean() for c in range(7)]); l = left.mean() - left
out['clustered'] = {'values': values, 'clusters': clusters, 'acceleration': float((l**3).sum() / (6 * (l**2).sum()**1.5))}

# Permutation tests by enumeration, in fractions of the decimals.
def decimals(values): return [Fraction(str(v)) for v in values]
def shares(statistics, seen):
    n = len(statistics)
    return [sum(abs(s) >= abs(seen) for s in statistics) / n, sum(s <= seen for s in statistics) / n, sum(s >= seen for s in statistics) / n]
def flips(values):
    d = decimals(values)
    return shares([sum(s * x for s, x in zip(signs, d)) for signs in itertools.product((1, -1), repeat=len(d))], sum(d))
def divisions(first, second):
    x = decimals(first + second); n, k, total = len(x), len(first), sum(x := decimals(first + second))
    difference = lambda chosen: Fraction(chosen) / k - (total - chosen) / (n - k)
    return shares([difference(sum(x[i] for i in c)) for c in itertools.combinations(range(n), k)], difference(sum(x[:k])))
a = [0.82,0.61,0.93,0.45,0.77,0.58,0.66,0.91,0.39,0.72,0.84,0.55]; b = [0.79,0.65,0.88,0.40,0.70,0.61,0.60,0.85,0.41,0.66,0.80,0.49]
d = [float(Fraction(str(x)) - Fraction(str(y))) for x, y in zip(a, b)]
out['flips'] = [{'differences': v, 'p': flips(v)} for v in ([round(x, 4) for x in d], [1.5], [0.1, -0.2], [0.3, -0.1, -0.2], [0.0, 0.0], [0.0, 0.1, 0.1, 0.1],
    [0.7, -0.4, 0.1, 0.9, 1.3, -0.2, 0.3, 0.6, -0.5, 1.1, 0.2, 0.8, -0.9, 0.4, 1.7])]
out['divisions'] = [{'first': x, 'second': y, 'p': divisions(x, y)} for x, y in ((a[:6], b[:6]), (a[:4], b), ([1.0], [2.0]), ([1.0, 1.0], [1.0]),
    ([0.1, 0.2, 0.3], [0.4, 0.5, 0.6, 0.7, 2.5]), ([1000000000.1, 1000000000.4, 1000000000.2], [1000000000.3, 1000000000.9, 1000000000.7]), (a[:9], b[:8]))]
json.dump(out, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'resampling.json'), 'w'), indent=1)
