# Reference values of linear models by lm, sandwich, emmeans and multcomp; writes models.json beside itself: Rscript models.R
suppressMessages({library(sandwich); library(multcomp); library(emmeans)})
source("json.R")
set.seed(31)
n <- 47
x <- round(rnorm(n), 4); g <- sample(c(2, 5, 9), n, TRUE); h <- sample(1:2, n, TRUE); cluster <- sample(1:9, n, TRUE)
y <- round(1.5 + 0.8 * x + c(0, 0.3, -0.7)[match(g, c(2, 5, 9))] + 0.4 * h * x + rnorm(9)[cluster] + rnorm(n) * (1 + abs(x)), 4)
data <- data.frame(y, x, g = factor(g), h = factor(h))
contrast <- function(model, w) { t <- summary(glht(model, linfct = rbind(w)), test = univariate()); list(weights = w, value = unname(coef(t)), error = unname(t$test$sigma), p = as.numeric(t$test$pvalues), interval = unname(confint(t, calpha = univariate_calpha())$confint[1, 2:3])) }
joint <- function(model, rows, V, df) { b <- rows %*% coef(model); f <- drop(t(b) %*% solve(rows %*% V %*% t(rows)) %*% b) / nrow(rows); c(f, nrow(rows), df, pf(f, nrow(rows), df, lower.tail = FALSE)) }
describe <- function(model, weights, rows) {
    V <- c(list(Classic = vcov(model)), setNames(lapply(paste0("HC", 0:3), function(type) vcovHC(model, type = type)), paste0("Hc", 0:3)))
    clustered <- list(adjusted = vcovCL(model, cluster, type = "HC0", cadjust = TRUE), plain = vcovCL(model, cluster, type = "HC0", cadjust = FALSE))
    s <- summary(model); errors <- function(v) unname(sqrt(diag(v)))
    list(coefficients = unname(coef(model)), residuals = unname(residuals(model)), leverages = unname(hatvalues(model)), df = model$df.residual,
        deviation = s$sigma, r2 = s$r.squared, errors = lapply(V, errors), covariance = as.numeric(V$Hc3), t = unname(s$coefficients[, 3]), p = unname(s$coefficients[, 4]),
        intervals = as.numeric(t(confint(model, level = 0.9))), clustered = lapply(clustered, errors), clusteredP = unname(2 * pt(-abs(coef(model)) / errors(clustered$adjusted), 8)),
        contrast = contrast(model, weights), joint = joint(model, rows, V$Classic, model$df.residual), jointHc3 = joint(model, rows, V$Hc3, model$df.residual),
        jointClustered = joint(model, rows, clustered$adjusted, 8))
}
treatment <- lm(y ~ x + g + h + x:h, data)
summed <- lm(y ~ x + g + h + g:h, data, contrasts = list(g = contr.sum, h = contr.sum))
five <- as.numeric(g == 5); nine <- as.numeric(g == 9)
through <- lm(y ~ 0 + x + five + nine)
rows <- rbind(c(0, 0, 1, 0, 0, 0), c(0, 0, 0, 1, 0, 0))
# The joint test of a term is anova's where it comes last.
first <- joint(treatment, rbind(c(0, 0, 0, 0, 0, 1)), vcov(treatment), treatment$df.residual)
stopifnot(abs(first[1] / anova(lm(y ~ x + g + h, data), treatment)$F[2] - 1) < 1e-10)
means <- as.data.frame(pairs(emmeans(lm(y ~ g + h, data), "g"), adjust = "none"))
# The data of J. W. Longley (1967), whose columns nearly depend on each other, in the units of NIST, whose figures are in the test.
longley <- list(columns = lapply(list(longley$GNP.deflator, longley$GNP * 1000, longley$Unemployed * 10, longley$Armed.Forces * 10, longley$Population * 1000, longley$Year),
    round, 1), employed = round(longley$Employed * 1000))
json(list(x = x, g = g, h = h, cluster = cluster, y = y, treatment = describe(treatment, c(0, 1, 0.5, -1, 2, 0.25), rows), sum = describe(summed, c(1, 0, 1, -1, 0.5, 0, 2), cbind(rows, 0)),
    through = describe(through, c(1, -1, 1), rbind(c(0, 1, 0), c(0, 0, 1))), means = list(difference = means$estimate, error = means$SE, p = means$p.value), longley = longley), "models.json")
