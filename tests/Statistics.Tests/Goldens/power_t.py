"""The power of two-sided t tests where R's noncentral t has lost its digits: small powers and large effects, by integration with 40 digits.
Debian: python3-mpmath. Run: python3 power_t.py > power_t.json"""
import json
from mpmath import mp, mpf, quad, erfc, exp, gamma, sqrt, log, findroot, betainc, inf

mp.dps = 40
def beyond(x): return erfc(x / sqrt(mpf(2))) / 2
def central(t, n): return betainc(mpf(n) / 2, mpf(1) / 2, 0, n / (n + t * t), regularized=True) / 2
def critical(tail, n, start): return findroot(lambda t: log(central(t, n) / tail), start)

def tail(t, n, shift):
    """P(T > t): the mean of the normal tail above ts - shift over the density of s, where ns² is chi-squared."""
    a = mpf(n) / 2
    density = lambda s: 2 * a ** a / gamma(a) * s ** (n - 1) * exp(-a * s * s)
    points = [mpf(k) / 8 for k in range(0, 33)] + [6, 10]
    return quad(lambda s: beyond(t * s - shift) * density(s), points)

rows = []
for pairs, difference, level, start in [(3, '0.5', '0.0001', 70), (5, '0.125', '1e-6', 40), (20, '0.25', '1e-6', 7), (12, '2.5', '0.05', 2.2), (30, '0.75', '0.01', 2.7)]:
    n, d, alpha = pairs - 1, mpf(difference), mpf(float(level))
    t = critical(alpha / 2, n, start)
    shift = sqrt(mpf(pairs)) * d
    rows.append([pairs, float(difference), float(level), float(mp.nstr(tail(t, n, shift) + tail(t, n, -shift), 20))])
print(json.dumps({"paired": rows}, indent=1))
