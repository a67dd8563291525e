"""Reference values for proportions; writes proportions.json beside itself. Needs python3 with mpmath, scipy and statsmodels.

Intervals, ratios and p-values that have a closed or exact form are computed with 50 digits by mpmath and exact fractions; Newcombe's interval
is statsmodels'. R's figures are in proportions.R.
"""
import json, os
from fractions import Fraction
from math import comb
from mpmath import mp, mpf, betainc, log, exp, sqrt, gammainc, erfinv, inf
from statsmodels.stats.proportion import confint_proportions_2indep, test_proportions_2indep

mp.dps = 50
out = {}
def f(x): return float(mp.nstr(mpf(x), 20))
def big(x): return mpf(x.numerator) / mpf(x.denominator)

def bisect(falling, low, high):
    for step in range(170):
        middle = (low + high) / 2
        if falling(middle) > 0: low = middle
        else: high = middle
    return middle

def beta_quantile(p, a, b):
    odds = lambda u: exp(u) / (1 + exp(u))
    return odds(bisect(lambda u: p - betainc(a, b, 0, odds(u), regularized=True), mpf(-60), mpf(60)))

rows = []
for k, n, confidence in [(0, 1, 0.95), (1, 1, 0.95), (1, 2, 0.9), (0, 10, 0.95), (3, 10, 0.8), (8, 10, 0.95), (10, 10, 0.99), (17, 120, 0.95), (250, 1000, 0.999)]:
    outside = (1 - mpf(confidence)) / 2
    z = sqrt(mpf(2)) * erfinv(mpf(confidence))
    m, centre = n + z * z, (k + z * z / 2) / (n + z * z)
    half = z * sqrt(centre * (1 - centre) / m)
    rows.append([k, n, confidence,
        0 if k == 0 else f(beta_quantile(outside, k, n - k + 1)), 1 if k == n else f(1 - beta_quantile(outside, n - k, k + 1)),
        f(beta_quantile(outside, k + mpf(1) / 2, n - k + mpf(1) / 2)), f(1 - beta_quantile(outside, n - k + mpf(1) / 2, k + mpf(1) / 2)),
        f(max(0, centre - half)), f(min(1, centre + half))])
out['intervals'] = rows

# Fisher: exact fractions; ties within 1e-7 as R has them.
rows = []
for a, m, c, n in [(8, 10, 3, 12), (0, 5, 5, 5), (3, 3, 0, 4), (1, 1, 0, 1), (10, 40, 25, 60), (60, 100, 40, 100), (5, 500, 20, 400), (7, 7, 7, 7), (0, 9, 0, 4),
                   (300, 900, 200, 800), (2, 1000, 30, 1000)]:
    marked = a + c
    masses = {x: Fraction(comb(m, x) * comb(n, marked - x), comb(m + n, marked)) for x in range(max(0, marked - n), min(m, marked) + 1)}
    limit = masses[a] * (1 + Fraction(1, 10 ** 7))
    two, less, greater = (sum(v for x, v in masses.items() if keep(x, v)) for keep in
                          (lambda x, v: v <= limit, lambda x, v: x <= a, lambda x, v: x >= a))
    # Cornfield's interval and the conditional maximum of likelihood.
    def tail(theta, keep, weight=lambda x: 1):
        return sum(weight(x) * big(v) * theta ** x for x, v in masses.items() if keep(x)) / sum(big(v) * theta ** x for x, v in masses.items())
    lo, hi = min(masses), max(masses)
    if lo == hi or m + n > 500: odds = [None] * 3
    else:
        root = lambda falling: f(exp(bisect(lambda u: falling(exp(u)), mpf(-30), mpf(30))))
        odds = [0 if a == lo else None if a == hi else root(lambda t: a - tail(t, lambda x: True, lambda x: x)),
                0 if a == lo else root(lambda t: mpf('0.025') - tail(t, lambda x: x >= a)),
                None if a == hi else root(lambda t: tail(t, lambda x: x <= a) - mpf('0.025'))]
    rows.append([a, m, c, n, f(big(two)), f(big(less)), f(big(greater))] + [-1 if v is None else v for v in odds])
out['fisher'] = rows

# McNemar's mid-p: exact fractions.
out['mid_p'] = [[b, c, f(big(Fraction(sum(comb(b + c, i) for i in range(min(b, c))) + sum(comb(b + c, i) for i in range(min(b, c) + 1)), 2 ** (b + c))))]
                for b, c in [(10, 3), (0, 1), (0, 5), (4, 5), (30, 12), (200, 140), (3, 700)]]

z95 = sqrt(mpf(2)) * erfinv(mpf(0.95))
rows = []
for a, m, c, n in [(15, 40, 8, 35), (8, 10, 3, 12), (0, 10, 4, 12), (5, 5, 2, 7), (0, 5, 0, 8), (6, 6, 9, 9), (300, 1000, 250, 1100), (1, 1, 0, 1)]:
    cells = [mpf(v) for v in (a, m - a, c, n - c)]
    if 0 in cells: cells = [v + mpf(1) / 2 for v in cells]
    A, B, C, D = cells
    odds, risk = A * D / B / C, A / (A + B) / (C / (C + D))
    so, sr = sqrt(1 / A + 1 / B + 1 / C + 1 / D), sqrt(1 / A - 1 / (A + B) + 1 / C - 1 / (C + D))
    rows.append([a, m, c, n] + [f(v) for v in (odds, odds * exp(-z95 * so), odds * exp(z95 * so), risk, risk * exp(-z95 * sr), risk * exp(z95 * sr))])
out['ratios'] = rows

rows = []
for a, m, c, n in [(15, 40, 8, 35), (8, 10, 3, 12), (56, 70, 48, 80), (9, 10, 3, 10), (0, 10, 0, 20), (10, 10, 0, 20), (300, 1000, 250, 1100)]:
    rows.append([a, m, c, n] + [float(v) for v in confint_proportions_2indep(a, m, c, n, method='newcomb', compare='diff')])
out['newcombe'] = rows

rows = []
for a, m, c, n, margin in [(15, 40, 8, 35, 0.0), (15, 40, 8, 35, -0.1), (80, 100, 85, 110, -0.1), (80, 100, 85, 110, 0.15), (3, 30, 1, 25, 0.2), (450, 1000, 430, 900, -0.05)]:
    d = mpf(margin)
    ratio = lambda k, q: mpf(0) if k == 0 else mpf(k) / q
    slope = lambda q: ratio(a, q + d) - ratio(m - a, 1 - q - d) + ratio(c, q) - ratio(n - c, 1 - q)
    q = bisect(slope, max(mpf(0), -d), min(mpf(1), 1 - d))
    z = (mpf(a) / m - mpf(c) / n - d) / sqrt((q + d) * (1 - q - d) / m + q * (1 - q) / n)
    # statsmodels 0.13 multiplies the variance by N/(N - 1) whatever it is asked, and agrees at the margin 0 only: elsewhere its cubic has
    # count0 * diff where Miettinen and Nurminen have nobs0 * diff, and its proportions are not the likelihood's maximum.
    if margin == 0:
        theirs = test_proportions_2indep(a, m, c, n, value=margin, method='score', compare='diff').statistic * ((m + n) / (m + n - 1)) ** 0.5
        assert abs(theirs / z - 1) < 1e-12
    upper = lambda z: mp.erfc(z / sqrt(mpf(2))) / 2
    rows.append([a, m, c, n, margin, f(z), f(2 * upper(abs(z))), f(upper(-z)), f(upper(z))])
out['score'] = rows

# Tango's score with the constrained maximum of likelihood found by bisection of its slope.
rows = []
for n, b, c, margin in [(44, 0, 1, 0.1), (100, 12, 9, -0.1), (100, 12, 9, 0.1), (50, 3, 20, 0.2), (30, 10, 2, -0.4), (700, 30, 45, -0.02), (20, 0, 0, 0.1)]:
    d = mpf(margin)
    ratio = lambda k, p: mpf(0) if k == 0 else mpf(k) / p
    slope = lambda q: ratio(c, q + d) + ratio(b, q) - 2 * ratio(n - b - c, 1 - 2 * q - d)
    low, high = max(mpf(0), -d), (1 - d) / 2
    q = bisect(slope, low, high)
    z = (c - b - n * d) / sqrt(n * (2 * q + d - d * d))
    upper = lambda z: mp.erfc(z / sqrt(mpf(2))) / 2
    rows.append([n, b, c, margin, f(z), f(2 * upper(abs(z))), f(upper(-z)), f(upper(z))])
out['paired_score'] = rows

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'proportions.json'), 'w') as file:
    file.write('{\n' + ',\n'.join(' %s: [\n%s\n ]' % (json.dumps(name), ',\n'.join('  ' + json.dumps(r) for r in rows)) for name, rows in out.items()) + '\n}\n')
