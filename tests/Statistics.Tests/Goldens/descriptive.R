# Reference values of descriptive figures and means by R; writes descriptive.json and means.json beside the script.
# Rscript descriptive.R in this folder.
source("json.R")
samples <- list(
  small = c(3.5, -1.25), scores = c(0.82, 0.61, 0.93, 0.45, 0.77, 0.58, 0.66, 0.91, 0.39, 0.72, 0.84, 0.55),
  ties = c(1, 1, 2, 2, 2, 3, 5, 5, 9), skewed = exp(c(-2.1, -1.3, -0.4, 0, 0.2, 0.9, 1.7, 2.8, 4.4, 6.1, 0.33)),
  offset = 1e8 + c(0.125, 0.25, 0.5, 0.0625, 0.375, 0.75, 0.875), odd = c(7, 3, 11, 2, 5.5), fifths = (1:10) / 10)
probabilities <- c(0, 0.01, 0.1, 0.25, 1/3, 0.5, 0.7, 0.9, 0.975, 1)
describe <- function(x) list(values = x, mean = mean(x), variance = var(x), sd = sd(x), median = median(x), mad = mad(x, constant = 1),
  mad_normal = mad(x), quantiles = lapply(1:9, function(t) unname(quantile(x, probabilities, type = t))))
gm <- list(list(values = samples$skewed, mean = exp(mean(log(samples$skewed)))), list(values = samples$ties, mean = exp(mean(log(samples$ties)))))
json(list(probabilities = probabilities, samples = lapply(unname(samples), describe), geometric = gm), "descriptive.json")

a <- samples$scores; b <- c(0.79, 0.65, 0.88, 0.40, 0.70, 0.61, 0.60, 0.85, 0.41, 0.66, 0.80, 0.49)
c1 <- samples$skewed; d <- c(12.5, 0.3, 4.4, 4.5, 4.6, 1e-3, 7)
one <- function(t) list(estimate = unname(if (length(t$estimate) == 2) t$estimate[1] - t$estimate[2] else t$estimate), se = t$stderr,
  statistic = unname(t$statistic), df = unname(t$parameter), p = t$p.value, low = t$conf.int[1], high = t$conf.int[2])
alternatives <- c("two.sided", "less", "greater")
rows <- list()
add <- function(kind, x, y, mu, alternative, level, t) {
  rows[[length(rows) + 1]] <<- c(list(kind = kind, first = x, second = y, hypothesis = mu, alternative = alternative, confidence = level), one(t))
}
for (alternative in alternatives) for (level in c(0.9, 0.99)) for (mu in c(0, 0.25)) {
  add("one", a, a, mu, alternative, level, t.test(a, mu = mu, alternative = alternative, conf.level = level))
  add("paired", a, b, mu, alternative, level, t.test(a, b, paired = TRUE, mu = mu, alternative = alternative, conf.level = level))
  for (pair in list(list(a, b), list(c1, d), list(d, c(1, 2)))) {
    add("welch", pair[[1]], pair[[2]], mu, alternative, level, t.test(pair[[1]], pair[[2]], mu = mu, alternative = alternative, conf.level = level))
    add("pooled", pair[[1]], pair[[2]], mu, alternative, level,
        t.test(pair[[1]], pair[[2]], mu = mu, alternative = alternative, conf.level = level, var.equal = TRUE))
  }
}
ratio <- function(t) list(estimate = exp(unname(if (length(t$estimate) == 2) t$estimate[1] - t$estimate[2] else t$estimate)), low = exp(t$conf.int[1]), high = exp(t$conf.int[2]))
paired_ratio <- c(list(first = a, second = b), ratio(t.test(log(a), log(b), paired = TRUE)))
independent_ratio <- c(list(first = c1, second = d), ratio(t.test(log(c1), log(d))))
# Two one-sided tests by R's own t.test at each margin.
tost <- function(kind, x, y, low, high, ...) list(kind = kind, first = x, second = y, low = low, high = high,
  lower = t.test(x, y, mu = low, alternative = "greater", ...)$p.value, upper = t.test(x, y, mu = high, alternative = "less", ...)$p.value)
equivalence <- list(tost("paired", a, b, -0.05, 0.08, paired = TRUE), tost("welch", a, b, -0.1, 0.2), tost("pooled", c1, d, -50, 120, var.equal = TRUE))
json(list(tests = rows, paired_ratio = paired_ratio, independent_ratio = independent_ratio, equivalence = equivalence), "means.json")
