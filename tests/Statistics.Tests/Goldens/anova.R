# Reference values of analyses of variance and of rank tests for several groups, by aov, oneway.test, anova, effectsize, kruskal.test and
# friedman.test; writes anova.json beside itself: Rscript anova.R
suppressMessages({library(effectsize)})
source("json.R")
set.seed(41)
f <- function(m, i, e) c(m$`Sum Sq`[i], m$Df[i], m$`F value`[i], m$`Pr(>F)`[i])
a <- c(0.82,0.61,0.93,0.45,0.77,0.58,0.66,0.91,0.39,0.72,0.84,0.55); b <- c(0.79,0.65,0.88,0.40,0.70,0.61,0.60,0.85,0.41,0.66,0.80,0.49)
one <- lapply(list(
    shared = list(y = round(c(a, b, a - 0.05), 10), g = rep(c(3, 1, 2), each = 12)),
    uneven = list(y = round(c(rnorm(4, 1), rnorm(9), rnorm(15, 0.4, 3), rnorm(6, -1, 0.5)), 4), g = rep(c(4, 7, -2, 9), c(4, 9, 15, 6))),
    offset = list(y = 1000 + round(rnorm(20) + rep(c(0, 1), 10), 3), g = rep(c(1, 2), 10)),
    small = list(y = c(1, 2, 4), g = c(1, 1, 2))), function(x) {
    model <- aov(y ~ g, data.frame(y = x$y, g = factor(x$g))); m <- summary(model)[[1]]; n <- table(x$g)
    size <- function(name, ...) as.data.frame(get(name)(model, verbose = FALSE, alternative = "two.sided", ...))[1, 2]
    result <- list(y = x$y, g = x$g, between = f(m, 1), within = c(m$`Sum Sq`[2], m$Df[2]))
    if (min(n) > 1) { w <- oneway.test(y ~ g, x); result$welch <- c(w$statistic, w$parameter, w$p.value) }
    e <- as.data.frame(eta_squared(model, partial = FALSE)); o <- as.data.frame(omega_squared(model, partial = FALSE))
    result$eta <- e$Eta2[1]; result$omega <- o$Omega2[1]
    # Tukey: difference, first minus second, and the studentized difference; R's own quantiles have four digits, and it has none for one degree of freedom.
    means <- tapply(x$y, x$g, mean); s <- m$`Mean Sq`[2]; k <- length(means); pairs <- combn(k, 2)
    difference <- means[pairs[1, ]] - means[pairs[2, ]]; unit <- sqrt(s / 2 * (1 / n[pairs[1, ]] + 1 / n[pairs[2, ]]))
    tukey <- TukeyHSD(model)$g
    stopifnot(max(abs(unname(tukey[, "diff"]) + as.numeric(difference))) < 1e-9 * max(abs(x$y)))
    df <- model$df.residual
    if (df > 1) {
        q <- uniroot(function(q) ptukey(q, k, df, lower.tail = FALSE) - 0.05, c(1, 10), tol = 1e-13)$root
        result$tukey <- lapply(seq_along(difference), function(i) c(as.numeric(names(means))[pairs[, i]], difference[i], tukey[i, "p adj"], difference[i] - q * unit[i], difference[i] + q * unit[i]))
    }
    h <- kruskal.test(x$y, factor(x$g)); result$kruskal <- c(h$statistic, h$parameter, h$p.value)
    r <- rank(x$y); t <- table(x$y); N <- length(r); v <- N * (N + 1) / 12 - sum(t^3 - t) / (12 * (N - 1)); rm <- tapply(r, x$g, mean)
    z <- (rm[pairs[1, ]] - rm[pairs[2, ]]) / sqrt(v * (1 / n[pairs[1, ]] + 1 / n[pairs[2, ]])); p <- 2 * pnorm(-abs(z))
    result$dunn <- list(z = I(as.numeric(z)), p = I(as.numeric(p)), adjusted = I(as.numeric(p.adjust(p, "holm"))))
    result
})

two_data <- function(n, cells) { g <- rep(rep(1:3, each = 2), cells); h <- rep(rep(c(5, 8), 3), cells); list(y = round(0.5 * g + 0.3 * (h == 8) * g + rnorm(length(g)), 4), g = g, h = h) }
compare <- function(small, large, full) { s <- deviance(small) - deviance(large); d <- small$df.residual - large$df.residual; F <- s / d / (deviance(full) / full$df.residual); c(s, d, F, pf(F, d, full$df.residual, lower.tail = FALSE)) }
two <- lapply(list(balanced = two_data(24, rep(4, 6)), uneven = two_data(0, c(2, 5, 3, 7, 4, 2)), single = two_data(6, c(1, 1, 2, 1, 1, 1))), function(x) {
    d <- data.frame(y = x$y, g = factor(x$g), h = factor(x$h)); options(contrasts = c("contr.sum", "contr.poly"))
    full <- lm(y ~ g * h, d); plus <- lm(y ~ g + h, d); X <- model.matrix(full); at <- attr(X, "assign")
    without <- function(term) lm(d$y ~ 0 + X[, at != term])
    result <- c(x, list(interaction = compare(plus, full, full), error = c(deviance(full), full$df.residual),
        two_g = compare(lm(y ~ h, d), plus, full), two_h = compare(lm(y ~ g, d), plus, full),
        three_g = compare(without(1), full, full), three_h = compare(without(2), full, full),
        plus_g = compare(lm(y ~ h, d), plus, plus), plus_h = compare(lm(y ~ g, d), plus, plus), plus_error = c(deviance(plus), plus$df.residual)))
    if (length(unique(table(d$g, d$h))) == 1) {
        model <- aov(y ~ g * h, d); m <- summary(model)[[1]]
        stopifnot(max(abs(c(result$two_g[3], result$two_h[3], result$interaction[3]) / m$`F value`[1:3] - 1)) < 1e-9)
        size <- function(name, partial) as.data.frame(get(name)(model, partial = partial))[, 2]
        result$eta <- size("eta_squared", FALSE); result$eta_partial <- size("eta_squared", TRUE)
        result$omega <- size("omega_squared", FALSE); result$omega_partial <- size("omega_squared", TRUE)
    }
    result
})

blocks <- lapply(list(list(y = round(c(rbind(a, b, a - 0.05 * (1:12 %% 3))), 10), k = 3), list(y = c(rbind(a, b)), k = 2), list(y = round(rnorm(20), 3), k = 4)), function(x) {
    d <- data.frame(y = x$y, t = factor(rep(1:x$k, length(x$y) / x$k)), b = factor(rep(1:(length(x$y) / x$k), each = x$k)))
    m <- summary(aov(y ~ t + b, d))[[1]]
    c(x, list(treatment = f(m, 1), block = f(m, 2), error = c(m$`Sum Sq`[3], m$Df[3])))
})

permutations <- function(v) if (length(v) <= 1) list(v) else do.call(c, lapply(seq_along(v), function(i) lapply(permutations(v[-i]), function(r) c(v[i], r))))
exact <- function(m) { # all orders within all blocks
    ranks <- t(apply(m, 1, rank)); orders <- lapply(1:nrow(m), function(i) do.call(rbind, permutations(ranks[i, ])))
    sums <- orders[[1]]
    for (i in seq_len(nrow(m))[-1]) sums <- do.call(rbind, lapply(1:nrow(orders[[i]]), function(j) sweep(sums, 2, orders[[i]][j, ], "+")))
    s <- rowSums((sums - mean(sums[1, ]))^2); mean(s >= sum((colSums(ranks) - mean(sums[1, ]))^2) - 1e-9)
}
friedman <- lapply(list(list(y = round(c(rbind(a, b, a - 0.02)), 10), k = 3), list(y = c(3,1,2, 3,2,1, 3,1,2, 2,1,3), k = 3), list(y = c(1,1,2,5, 2,2,2,2, 3,4,4,5, 1,2,3,4), k = 4),
    list(y = c(1,2,3,4,5, 5,1,2,3,4, 1,1,2,2,3), k = 5), list(y = c(2,1, 3,1, 5,2, 1,4, 3,3), k = 2), list(y = round(rnorm(240), 1), k = 6)), function(x) {
    m <- matrix(x$y, ncol = x$k, byrow = TRUE); t <- friedman.test(m); n <- nrow(m); chi <- as.numeric(t$statistic); F <- (n - 1) * chi / (n * (x$k - 1) - chi)
    result <- c(x, list(chi = c(chi, t$parameter, t$p.value), iman = c(F, x$k - 1, (x$k - 1) * (n - 1), pf(F, x$k - 1, (x$k - 1) * (n - 1), lower.tail = FALSE)),
        means = colMeans(t(apply(m, 1, rank)))))
    if (factorial(x$k)^n < 2e6) result$exact <- exact(m)
    result
})
json(list(one = one, two = two, blocks = blocks, friedman = friedman), "anova.json")
