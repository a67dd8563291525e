# Reference values of the rank tests, by R's own tests and coin; writes ranks.json beside itself: Rscript ranks.R
suppressMessages(library(coin))
source("json.R")
p <- function(test) as.numeric(pvalue(test))
sides <- c("two.sided", "less", "greater")

a <- c(0.82,0.61,0.93,0.45,0.77,0.58,0.66,0.91,0.39,0.72,0.84,0.55); b <- c(0.79,0.65,0.88,0.40,0.70,0.61,0.60,0.85,0.41,0.66,0.80,0.49)
set.seed(5)
skewed <- signif(rexp(15) - 0.6, 6)
ties <- round(rnorm(30, 0.4), 0)
signs <- c(1, 1, -1, 1, 1, 1, 0, 1)
paired <- list(shared = list(first = a, second = b), skewed = list(first = skewed, second = rep(0, 15)),
    ties = list(first = ties, second = rep(0, 30)), signs = list(first = signs, second = rep(0, 8)),
    one = list(first = 2, second = 1), two = list(first = c(3, 1), second = c(1, 2)), long = list(first = round(rnorm(120, 0.1), 1), second = rep(0, 120)))
pairs <- lapply(paired, function(x) {
    d <- round(x$first - x$second, 10); zero <- rep(0, length(d))
    coined <- function(method, distribution) sapply(sides, function(side) p(wilcoxsign_test(d ~ zero, zero.method = method, distribution = distribution, alternative = side)))
    asymptotic <- function(correct) sapply(sides, function(side) suppressWarnings(wilcox.test(d, exact = FALSE, correct = correct, alternative = side))$p.value)
    c(x, list(V = as.numeric(suppressWarnings(wilcox.test(d))$statistic), exact = coined("Wilcoxon", "exact"), pratt = coined("Pratt", "exact"),
        asymptotic = asymptotic(FALSE), continuity = asymptotic(TRUE), prattAsymptotic = coined("Pratt", "asymptotic"),
        sign = sapply(sides, function(side) binom.test(sum(d > 0), sum(d != 0), alternative = side)$p.value)))
})

set.seed(6)
samples <- list(shared = list(first = a, second = b), free = list(first = signif(rnorm(7), 6), second = signif(rnorm(11, 0.8), 6)),
    ties = list(first = c(1,2,2,3,3,3,4), second = c(2,3,4,4,5)), lopsided = list(first = c(0,0,0,1), second = c(0,1,1,1,1,1,2,2,3)),
    one = list(first = 3, second = 1), equal = list(first = c(2, 5), second = c(5, 2, 2)), long = list(first = round(rnorm(45), 1), second = round(rnorm(52, 0.3), 1)))
two <- lapply(samples, function(x) {
    y <- c(x$first, x$second); g <- factor(rep(c("first", "second"), c(length(x$first), length(x$second))))
    list(first = I(x$first), second = I(x$second), U = as.numeric(suppressWarnings(wilcox.test(x$first, x$second))$statistic),
        exact = sapply(sides, function(side) p(wilcox_test(y ~ g, distribution = "exact", alternative = side))),
        asymptotic = sapply(sides, function(side) suppressWarnings(wilcox.test(x$first, x$second, exact = FALSE, correct = FALSE, alternative = side))$p.value),
        continuity = sapply(sides, function(side) suppressWarnings(wilcox.test(x$first, x$second, exact = FALSE, correct = TRUE, alternative = side))$p.value))
})

set.seed(7)
shift <- function(x, y = NULL, level) {
    test <- suppressWarnings(wilcox.test(x, y, conf.int = TRUE, conf.level = level, exact = TRUE))
    list(first = x, second = if (is.null(y)) list() else y, level = level, estimate = as.numeric(test$estimate), low = test$conf.int[1], high = test$conf.int[2])
}
x <- signif(rexp(14), 7); y <- signif(rnorm(25, 0.3), 7); z <- signif(rnorm(9), 7)
shifts <- list(shift(x, level = 0.95), shift(y, level = 0.9), shift(z, level = 0.99), shift(x, y, 0.95), shift(z, x, 0.8), shift(y, z, 0.99))

# Sums of Walsh averages and mid-ranks.
ranks <- list(values = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5), ranks = rank(c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5)))
fix <- function(cases) lapply(cases, function(x) { x$first <- I(as.numeric(x$first)); x$second <- I(as.numeric(x$second)); x })
json(list(pairs = fix(pairs), samples = fix(two), shifts = fix(shifts), ranks = ranks), "ranks.json")
