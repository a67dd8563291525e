"""The interval of Lang and Reiczigel (2014) for a rate corrected by estimated sensitivity and specificity, as in R's asht::prevSeSp.

Prints the limits that AgreementTests.cs holds.
"""
from math import sqrt
from statistics import NormalDist


def limits(found, positives, passed, negatives, right, judged, confidence):
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    se, n1 = (found + 1) / (positives + 2), positives + 2
    sp, n0 = (passed + 1) / (negatives + 2), negatives + 2
    ap, n = (right + z * z / 2) / (judged + z * z), judged + z * z
    rate = (ap + sp - 1) / (se + sp - 1)
    shift = 2 * z * z * (rate * se * (1 - se) / n1 - (1 - rate) * sp * (1 - sp) / n0)
    variance = (ap * (1 - ap) / n + rate**2 * se * (1 - se) / n1 + (1 - rate) ** 2 * sp * (1 - sp) / n0) / (se + sp - 1) ** 2
    return max(0, rate + shift - z * sqrt(variance)), min(1, rate + shift + z * sqrt(variance))


for case in [(45, 50, 80, 100, 310, 500, 0.95), (9, 10, 8, 10, 30, 100, 0.9), (20, 20, 20, 20, 0, 50, 0.95)]:
    print(case, limits(*case))
