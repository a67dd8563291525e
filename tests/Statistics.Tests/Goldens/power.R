# Reference values of power, sizes and detectable effects, by R's own functions and pwr, and by summing over all outcomes; writes power.json
# beside itself: Rscript power.R
suppressMessages(library(pwr))
source("json.R")

side <- c("two.sided", "less", "greater") # 0, 1, 2 in the rows

# n, difference, deviation, level, side, power. R counts one direction of its one-sided tests, upwards.
t_rows <- function(type) do.call(c, lapply(list(c(2, 3, 1.5), c(5, 1, 1.2), c(20, 0.5, 1), c(64, 0.35, 1), c(400, 0.1, 0.9), c(30, 0, 1), c(12000, 0.03, 1)), function(x)
    lapply(list(c(0.05, 0), c(0.01, 0), c(0.05, 2)), function(y)
        c(x, y, power.t.test(x[1], x[2], x[3], y[1], type = type, alternative = if (y[2] == 0) "two.sided" else "one.sided", strict = TRUE)$power))))
unequal <- lapply(list(c(3, 9, 1.1, 0), c(40, 25, 0.6, 0), c(40, 25, -0.6, 1), c(100, 7, 0.9, 2)), function(x)
    c(x, pwr.t2n.test(x[1], x[2], x[3], alternative = side[x[4] + 1])$power))
# difference, deviation, level, power, side, n (not whole)
t_needed <- function(type) lapply(list(c(0.5, 1, 0.05, 0.8, 0), c(0.2, 1, 0.01, 0.9, 0), c(3, 1.5, 0.05, 0.8, 0), c(0.031, 0.4, 0.05, 0.95, 2)), function(x)
    c(x, power.t.test(NULL, x[1], x[2], x[3], x[4], type, if (x[5] == 0) "two.sided" else "one.sided", strict = TRUE, tol = 1e-13)$n))
# n, deviation, level, power, side, difference
t_detectable <- function(type) lapply(list(c(3, 1, 0.05, 0.8, 0), c(50, 2, 0.05, 0.8, 0), c(1319, 0.45, 0.01, 0.9, 0), c(17, 1, 0.05, 0.2, 2)), function(x)
    c(x, power.t.test(x[1], NULL, x[2], x[3], x[4], type, if (x[5] == 0) "two.sided" else "one.sided", strict = TRUE, tol = 1e-14)$delta))

# n, p1, p2, level, side, formula of power.prop.test, arcsine
two <- lapply(list(c(50, 0.5, 0.75, 0.05, 0), c(20, 0.1, 0.3, 0.01, 0), c(400, 0.52, 0.5, 0.05, 0), c(90, 0.9, 0.8, 0.05, 2), c(10, 0.4, 0.4, 0.05, 0)), function(x)
    c(x, power.prop.test(x[1], x[2], x[3], x[4], alternative = if (x[5] == 0) "two.sided" else "one.sided", strict = TRUE)$power,
        pwr.2p.test(ES.h(x[2], x[3]), x[1], x[4], alternative = side[x[5] + 1])$power))
arcsine <- lapply(list(c(30, 0.4, 70, 0.6, 0), c(500, 0.11, 80, 0.2, 1)), function(x)
    c(x, pwr.2p2n.test(ES.h(x[2], x[4]), x[1], x[3], alternative = side[x[5] + 1])$power))
two_needed <- lapply(list(c(0.5, 0.6, 0.05, 0.8, 0), c(0.5, 0.75, 0.05, 0.9, 0), c(0.02, 0.01, 0.05, 0.8, 2)), function(x)
    c(x, power.prop.test(NULL, x[1], x[2], x[3], x[4], if (x[5] == 0) "two.sided" else "one.sided", strict = TRUE, tol = 1e-12)$n))
two_detectable <- lapply(list(c(100, 0.5, 0.05, 0.8), c(1319, 0.7, 0.01, 0.9), c(40, 0.05, 0.05, 0.5)), function(x)
    c(x, power.prop.test(x[1], x[2], NULL, x[3], x[4], strict = TRUE, tol = 1e-15)$p2 - x[2]))
# Farrington and Manning: the most likely second proportion under the margin, by the likelihood itself. n1, p1, n2, p2, margin, level, power
restricted <- lapply(list(c(100, 0.8, 100, 0.8, -0.1, 0.05), c(60, 0.55, 140, 0.5, -0.15, 0.025), c(200, 0.9, 100, 0.92, -0.05, 0.05), c(80, 0.3, 80, 0.2, 0.02, 0.05)), function(x) {
    slope <- function(q) { p <- q + x[5]; x[1] * (x[2] / p - (1 - x[2]) / (1 - p)) + x[3] * (x[4] / q - (1 - x[4]) / (1 - q)) }
    q <- uniroot(slope, c(max(0, -x[5]) + 1e-12, min(1, 1 - x[5]) - 1e-12), tol = 1e-16, maxiter = 10000)$root; p <- q + x[5]
    null <- sqrt(p * (1 - p) / x[1] + q * (1 - q) / x[3]); error <- sqrt(x[2] * (1 - x[2]) / x[1] + x[4] * (1 - x[4]) / x[3])
    c(x, pnorm((x[2] - x[4] - x[5] - qnorm(1 - x[6]) * null) / error))
})

# One proportion: n, p, hypothesis, level, side, exact, arcsine. The test doubles the smaller tail.
one <- lapply(list(c(1, 0.9, 0.5, 0.05, 0), c(2, 0.9, 0.2, 0.05, 2), c(20, 0.8, 0.5, 0.05, 0), c(33, 0.1, 0.3, 0.01, 1), c(150, 0.55, 0.5, 0.1, 0), c(10, 1, 0.5, 0.05, 0)), function(x) {
    k <- 0:x[1]; low <- pbinom(k, x[1], x[3]); high <- pbinom(k - 1, x[1], x[3], lower.tail = FALSE)
    p <- switch(x[5] + 1, 2 * pmin(low, high), low, high)
    c(x, sum(dbinom(k, x[1], x[2])[p <= x[4] * (1 + 1e-12)]), pwr.p.test(ES.h(x[2], x[3]), x[1], x[4], alternative = side[x[5] + 1])$power)
})
# p, hypothesis, power: from which size on the exact power stays
stays <- lapply(list(c(0.8, 0.5, 0.8), c(0.3, 0.45, 0.9), c(0.99, 0.6, 0.8)), function(x) {
    reached <- sapply(1:400, function(n) { k <- 0:n; p <- 2 * pmin(pbinom(k, n, x[2]), pbinom(k - 1, n, x[2], lower.tail = FALSE)); sum(dbinom(k, n, x[1])[p <= 0.05]) >= x[3] })
    c(x, max(which(!reached)) + 1)
})

# Paired proportions: pairs, first only, second only, level, side, exact, Connor. Each outcome by binom.test.
paired <- lapply(list(c(1, 0.2, 0.3, 0.05, 0), c(6, 0, 0.9, 0.05, 0), c(12, 0.1, 0.4, 0.05, 0), c(40, 0.05, 0.25, 0.05, 0), c(40, 0.3, 0.1, 0.02, 1), c(25, 0.1, 0.3, 0.0625, 2), c(60, 0.2, 0.2, 0.05, 0)), function(x) {
    n <- x[1]; power <- 0
    for (b in 0:n) for (c in 0:(n - b)) if (b + c > 0) {
        p <- switch(x[5] + 1, min(1, 2 * min(pbinom(c, b + c, 0.5), pbinom(b, b + c, 0.5))), pbinom(c, b + c, 0.5), pbinom(b, b + c, 0.5))
        if (p <= x[4] * (1 + 1e-12)) power <- power + dmultinom(c(b, c, n - b - c), prob = c(x[2], x[3], 1 - x[2] - x[3]))
    }
    d <- (x[3] - x[2]) * c(1, -1, 1)[x[5] + 1]; s <- x[2] + x[3]; z <- qnorm(1 - x[4] / (if (x[5] == 0) 2 else 1))
    connor <- pnorm((sqrt(n) * d - z * sqrt(s)) / sqrt(s - d^2)) + if (x[5] == 0) pnorm((-sqrt(n) * d - z * sqrt(s)) / sqrt(s - d^2)) else 0
    c(x, power, connor)
})
# difference, discordance, level, power, n by Connor's formula (one direction)
connor <- lapply(list(c(0.1, 0.3, 0.05, 0.8), c(0.02, 0.15, 0.01, 0.9), c(0.004, 0.2, 0.05, 0.8)), function(x)
    c(x, ((qnorm(1 - x[3] / 2) * sqrt(x[2]) + qnorm(x[4]) * sqrt(x[2] - x[1]^2)) / x[1])^2))
# Tango's score test with a margin: pairs, first only, second only, margin, level, exact, Nam. The most likely probability by the likelihood.
score <- function(n, b, c, margin) {
    loglik <- function(q) { terms <- c(b, c, n - b - c) * log(c(q, q + margin, 1 - 2 * q - margin)); sum(terms[c(b, c, n - b - c) > 0]) }
    low <- max(0, -margin) + 1e-13; high <- (1 - margin) / 2 - 1e-13 # rounding at the ends turns signs
    slope <- function(q) (if (b > 0) b / q else 0) + (if (c > 0) c / (q + margin) else 0) - (if (n > b + c) 2 * (n - b - c) / (1 - 2 * q - margin) else 0)
    q <- if (!(slope(low) > 0)) max(0, -margin) else if (slope(high) > 0) (1 - margin) / 2 else uniroot(slope, c(low, high), tol = 1e-16, maxiter = 10000)$root
    (c - b - n * margin) / sqrt(n * (2 * q + margin - margin^2))
}
margins <- lapply(list(c(10, 0.1, 0.2, -0.1, 0.05), c(30, 0.1, 0.1, -0.2, 0.05), c(30, 0.2, 0.15, -0.15, 0.025), c(25, 0.05, 0.3, 0.05, 0.05)), function(x) {
    n <- x[1]; power <- 0; z <- qnorm(1 - x[5])
    for (b in 0:n) for (c in 0:(n - b)) if (isTRUE(score(n, b, c, x[4]) >= z - 1e-12))
        power <- power + dmultinom(c(b, c, n - b - c), prob = c(x[2], x[3], 1 - x[2] - x[3]))
    d <- x[3] - x[2]; expected <- (n * d - n * x[4]) / score(n, n * x[2], n * x[3], x[4])
    c(x, power, pnorm((n * (d - x[4]) - z * expected) / sqrt(n * (x[2] + x[3] - d^2))))
})

json(list(paired_t = t_rows("paired"), two_t = t_rows("two.sample"), unequal_t = unequal, paired_needed = t_needed("paired"),
    two_needed_t = t_needed("two.sample"), paired_detectable = t_detectable("paired"), two_detectable_t = t_detectable("two.sample"),
    two = two, arcsine = arcsine, two_needed = two_needed, two_detectable = two_detectable, restricted = restricted, one = one, stays = stays,
    paired = paired, connor = connor, margins = margins), "power.json")
