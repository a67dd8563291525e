# Reference values of cluster-robust means and of cluster effects, by sandwich, psych and aov; writes clusters.json beside itself: Rscript clusters.R
suppressMessages({library(sandwich); library(psych)})
source("json.R")
set.seed(9)
cases <- list(
    even = list(values = c(0.82,0.61,0.93,0.45,0.77,0.58,0.66,0.91,0.39,0.72,0.84,0.55), clusters = rep(1:4, each = 3)),
    uneven = list(values = round(rnorm(40) + rep(rnorm(8), c(1, 2, 3, 4, 5, 6, 8, 11)), 6), clusters = rep(11:18, c(1, 2, 3, 4, 5, 6, 8, 11))),
    scattered = list(values = round(rexp(25), 6), clusters = sample(1:6, 25, replace = TRUE)),
    singles = list(values = round(rexp(10), 6), clusters = 1:10),
    two = list(values = c(1, 4, 2), clusters = c(-5, -5, 7)))
out <- lapply(cases, function(x) {
    model <- lm(x$values ~ 1); C <- length(unique(x$clusters)); n <- length(x$values)
    plain <- sqrt(vcovCL(model, x$clusters, type = "HC0", cadjust = FALSE))[1]; adjusted <- sqrt(vcovCL(model, x$clusters, type = "HC0", cadjust = TRUE))[1]
    mean <- as.numeric(coef(model)); t <- mean / adjusted
    result <- c(x, list(mean = mean, plain = plain, adjusted = adjusted, interval = mean + c(-1, 1) * qt(0.975, C - 1) * adjusted,
        p = c(2 * pt(-abs(t), C - 1), pt(t, C - 1), pt(t, C - 1, lower.tail = FALSE))))
    if (n > C) {
        squares <- summary(aov(x$values ~ factor(x$clusters)))[[1]]$`Mean Sq`; m <- table(x$clusters)
        n0 <- (n - sum(m^2) / n) / (C - 1)
        result$icc <- (squares[1] - squares[2]) / (squares[1] + (n0 - 1) * squares[2])
    }
    result
})
out$even$psych <- ICC(matrix(cases$even$values, 4, byrow = TRUE), lmer = FALSE)$results["Single_raters_absolute", "ICC"]
json(out, "clusters.json")
