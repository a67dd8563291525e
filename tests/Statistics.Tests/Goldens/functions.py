"""Reference values of the special functions and distributions, by mpmath with 60 digits; writes functions.json beside itself.

Needs python3 with mpmath. Arguments are doubles; what is written is rounded once, to 17 digits.
"""
import json, os
from mpmath import mp, mpf, gammainc, betainc, quad, sqrt, exp, log, gamma, loggamma, erfc, pi, binomial, inf, findroot, nsum

mp.dps = 60
out = {}

def text(value):
    return mp.nstr(value, 20, min_fixed=1, max_fixed=0)

def solve(function, start):
    """The root of a falling function of a positive number, by bisection of its logarithm."""
    low = high = log(mpf(start))
    while function(exp(low)) < 0: low -= 1
    while function(exp(high)) > 0: high += 1
    for step in range(120):
        middle = (low + high) / 2
        if function(exp(middle)) > 0: low = middle
        else: high = middle
    return exp(middle)

def row(*numbers):
    *arguments, value = numbers
    return [float(a) for a in arguments] + [float(text(value))]

def P(a, x): return gammainc(mpf(a), 0, mpf(x), regularized=True)
def Q(a, x): return gammainc(mpf(a), mpf(x), inf, regularized=True)
def I(a, b, x): return betainc(mpf(a), mpf(b), 0, mpf(x), regularized=True)
def Phi(x): return erfc(-mpf(x) / sqrt(mpf(2))) / 2

out['gamma'] = [row(a, x, P(a, x), 0)[:2] + [float(text(P(a, x))), float(text(Q(a, x)))] for a, x in [
    (0.001, 0.5), (0.01, 1e-20), (0.01, 0.3), (0.1, 0.99), (0.3, 1.2), (0.45, 1e-5), (0.5, 0.02), (0.5, 3), (0.5, 40), (0.5, 600), (1, 0.1), (1, 30),
    (2.5, 0.001), (2.5, 3.4), (2.5, 3.6), (7, 40), (25, 0.5), (25, 25), (25, 60), (100, 40), (100, 100), (100, 250), (1000, 700),
    (1000, 1000.5), (1000, 1400), (12345.5, 12000), (100000, 100500), (100000, 99000)]]

# Student: P(T > t) is half of I(n/(n + t^2); n/2, 1/2).
def student(t, n):
    t, n = mpf(t), mpf(n)
    y = t * t / (n + t * t)
    if n > 1000:
        with mp.workdps(300):
            return (1 - I(mpf(1) / 2, n / 2, t * t / (n + t * t))) / 2
    return (1 - I(mpf(1) / 2, n / 2, y)) / 2 if y < mpf('0.5') else I(n / 2, mpf(1) / 2, n / (n + t * t)) / 2

out['student'] = [row(t, n, student(t, n)) for t, n in [
    (1e-8, 3), (0.001, 1), (0.5, 0.3), (1, 1), (3, 2), (12.7, 1), (1e6, 1), (2.5, 4.7), (1.96, 30), (8, 30), (40, 12), (0.1, 1e6), (5, 1e6), (30, 2000),
    (1.3, 1e9), (200, 25)]]
out['student_quantile'] = [row(p, n, solve(lambda t: log(student(t, n) / mpf(p)), start)) for p, n, start in [
    (0.025, 9.3, 2.25), (0.025, 1, 12.7), (0.005, 3.5, 5), (0.4, 7, 0.26), (0.499999, 5, 3e-6), (1e-12, 20, 15), (1e-5, 2, 223), (0.1, 1e5, 1.28)]]

out['chi_squared_quantile'] = [row(p, n, solve(lambda x: log(Q(mpf(n) / 2, x / 2) / mpf(p)), start)) for p, n, start in [
    (0.05, 1, 3.84), (0.01, 3, 11.3), (0.5, 7, 6.3), (0.95, 10, 3.94), (0.999, 2, 0.002), (1e-20, 5, 104), (0.05, 500, 553), (0.9, 0.3, 1e-3)]]

def fisher(f, m, n): 
    f, m, n = mpf(f), mpf(m), mpf(n)
    return I(n / 2, m / 2, n / (n + m * f))

out['fisher'] = [row(f, m, n, fisher(f, m, n)) for f, m, n in [
    (0.01, 1, 5), (1, 3, 7), (4.5, 2, 12), (1e-6, 4, 4), (30, 5, 60), (200, 3, 20), (1.2, 300, 500), (2.5, 0.7, 3.3), (3, 10, 1000)]]
out['fisher_quantile'] = [row(p, m, n, solve(lambda f: log(fisher(f, m, n) / mpf(p)), start)) for p, m, n, start in [
    (0.05, 1, 10, 4.96), (0.01, 3, 7, 8.45), (0.5, 4, 9, 0.9), (0.975, 6, 3, 0.15), (1e-10, 2, 30, 50)]]

def beta_quantile(p, a, b, start):
    odds = solve(lambda r: -log(I(a, b, r / (1 + r)) / mpf(p)), mpf(start) / (1 - mpf(start)))
    return odds / (1 + odds)

out['beta_quantile'] = [row(p, a, b, beta_quantile(p, a, b, start)) for p, a, b, start in [
    (0.025, 8, 3, 0.44), (0.975, 9, 2, 0.97), (0.025, 0.5, 10.5, 5e-5), (0.5, 2, 7, 0.2), (1e-10, 3, 5, 5e-5), (0.025, 170.5, 1030.5, 0.12),
    (0.9, 0.2, 0.3, 0.999)]]

def mass(k, n, p): return binomial(n, k) * mpf(p) ** k * (1 - mpf(p)) ** (n - k)

out['binomial'] = [[k, n, p, float(text(mass(k, n, p))), float(text(sum(mass(i, n, p) for i in range(k + 1)))),
                    float(text(sum(mass(i, n, p) for i in range(k + 1, n + 1))))] for k, n, p in [
    (0, 1, 0.3), (3, 10, 0.5), (0, 500, 0.01), (7, 20, 0.05), (499, 500, 0.99), (150, 1000, 0.3), (420, 1000, 0.3), (5, 2000, 1e-4), (30, 40, 0.1)]]

def hyper(x, n, m, N): return mpf(binomial(m, x)) * binomial(N - m, n - x) / binomial(N, n)

out['hypergeometric'] = [[x, n, m, N, float(text(hyper(x, n, m, N))), float(text(sum(hyper(i, n, m, N) for i in range(0, x + 1)))),
                          float(text(sum(hyper(i, n, m, N) for i in range(x + 1, min(n, m) + 1))))] for x, n, m, N in [
    (8, 10, 11, 22), (0, 5, 5, 30), (3, 5, 5, 30), (4, 6, 9, 12), (120, 300, 400, 1000), (60, 300, 400, 1000), (190, 300, 400, 1000),
    (2, 50, 20, 5000), (49, 50, 60, 200)]]

# Noncentral chi-squared and F: Poisson mixtures. Summed over far more terms than matter.
def mixture(nc, tail):
    half, total = mpf(nc) / 2, mpf(0)
    last = int(half + 60 * sqrt(half) + 400)
    weight = exp(-half)
    for j in range(last):
        total += weight * tail(j)
        weight *= half / (j + 1)
    return total

mp.dps = 50
out['noncentral_chi_squared'] = [[x, n, nc, float(text(mixture(nc, lambda j: P(mpf(n) / 2 + j, mpf(x) / 2)))),
                                  float(text(mixture(nc, lambda j: Q(mpf(n) / 2 + j, mpf(x) / 2))))] for x, n, nc in [
    (3.84, 1, 7.85), (0.01, 2, 5), (10, 3, 0.5), (11.07, 5, 12.8), (100, 4, 20), (1, 3, 60), (300, 10, 40), (200, 2, 200), (40, 1, 300)]]
out['noncentral_fisher'] = [[f, m, n, nc, float(text(mixture(nc, lambda j: 1 - fisher_j(f, m, n, j)))),
                             float(text(mixture(nc, lambda j: fisher_j(f, m, n, j))))] for fisher_j in [
    lambda f, m, n, j: I(mpf(n) / 2, mpf(m) / 2 + j, mpf(n) / (mpf(n) + mpf(m) * mpf(f)))] for f, m, n, nc in [
    (4.0, 1, 30, 7.85), (3.1, 2, 27, 9), (0.05, 3, 12, 5), (50, 3, 12, 5), (2.2, 5, 100, 60), (0.5, 4, 40, 80)]]

# Noncentral t: the mean of a normal tail over s with n s^2 chi-squared.
mp.dps = 60  # quad's tolerance is absolute
def scale_mean(function, n, ends):
    n = mpf(n)
    constant = log(2) + n / 2 * log(n / 2) - loggamma(n / 2)
    return quad(lambda s: function(s) * exp(constant + (n - 1) * log(s) - n * s * s / 2) if s > 0 else mpf(0), ends)

def ends(n, t=0):
    n, t = mpf(n), mpf(t)
    width = 1 / sqrt(2 * n)
    centre = 1 / sqrt(1 + t * t / n)   # where the integrand peaks in a far tail
    low = max(mpf(0), centre - 14 * width)
    return [low] + [low + (1 + 30 * width - low) * k / 40 for k in range(1, 41)]

def noncentral_t(t, n, d, upper):
    sign = 1 if upper else -1
    return scale_mean(lambda s: Phi(sign * (mpf(d) - mpf(t) * s)), n, ends(n, t))

out['noncentral_student'] = [[t, n, d, float(text(noncentral_t(t, n, d, False))), float(text(noncentral_t(t, n, d, True)))] for t, n, d in [
    (2.0, 1, 1), (2.04, 30, 2.8), (-2.04, 30, 2.8), (1.0, 5, -3), (0.0, 8, 1.5), (12, 10, 2), (-4, 15, 1), (1.98, 126, 2.83), (5, 3, 8), (30, 60, 2), (1.9, 2000, 4)]]

# Studentized range: double integral; the inner one by the trapezoidal rule with a tiny step, which is exact to the digits kept.
mp.dps = 25
def within(w, k):
    h = mpf(1) / 10
    return k * h * sum(exp(-z * z / 2) / sqrt(2 * pi) * (Phi(z) - Phi(z - w)) ** (k - 1) for z in (h * i for i in range(-110, int(110 + min(float(w), 12) * 10))))

def beyond(w, k):
    mp.dps = 160
    try:
        h = mpf(1) / 10
        return k * h * sum(exp(-z * z / 2) / sqrt(2 * pi) * (Phi(z) ** (k - 1) - (Phi(z) - Phi(z - w)) ** (k - 1))
                           for z in (h * i for i in range(-110, int(110 + float(w) * 7))))
    finally:
        mp.dps = 25

def scale_trapezoid(function, n, low, high, step):
    """Over w = ln s, where the integrand is analytic and falls off on both sides."""
    n = mpf(n)
    constant = log(2) + n / 2 * log(n / 2) - loggamma(n / 2)
    total, w = mpf(0), mpf(low)
    while w <= high:
        s = exp(w)
        total += function(s) * exp(constant + n * w - n * s * s / 2)
        w += step
    return total * step

ranges = []
for q, k, n, low, high, step in [(3.5, 2, 10, -5.5, 1.3, 0.1), (3.877, 3, 10, -5.5, 1.3, 0.1), (4.2, 4, 20, -3, 0.9, 0.06), (0.3, 5, 8, -6, 1.4, 0.1),
                                 (1.5, 10, 33, -2, 0.8, 0.05), (15, 3, 12, -7, 1.2, 0.08), (40, 6, 30, -4.5, 0.8, 0.05), (5.0, 25, 60, -1.5, 0.6, 0.035),
                                 (0.02, 3, 15, -4, 1.1, 0.07), (6, 3, 2, -21, 2.3, 0.14)]:
    ranges.append([q, k, n, float(text(scale_trapezoid(lambda s: within(q * s, k), n, low, high, step))),
                   float(text(scale_trapezoid(lambda s: beyond(q * s, k), n, low, high, step)))])
out['studentized_range'] = ranges
out['range'] = [[w, k, float(text(within(mpf(w), k))), float(text(beyond(mpf(w), k)))] for w, k in [(0.5, 3), (2.77, 2), (3.31, 3), (9, 12), (25, 4)]]

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'functions.json'), 'w') as file:
    file.write('{\n' + ',\n'.join(' %s: [\n%s\n ]' % (json.dumps(name), ',\n'.join('  ' + json.dumps(r) for r in rows)) for name, rows in out.items()) + '\n}\n')
