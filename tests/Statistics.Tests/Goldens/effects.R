# Reference values of effect sizes, correlations, rankings and adjustments. Debian: r-base r-cran-effectsize
# r-cran-bradleyterry2 r-cran-jsonlite. Run: Rscript effects.R > effects.json
suppressMessages({library(effectsize); library(BradleyTerry2); library(jsonlite)})
a <- c(0.82,0.61,0.93,0.45,0.77,0.58,0.66,0.91,0.39,0.72,0.84,0.55)
b <- c(0.79,0.65,0.88,0.40,0.70,0.61,0.60,0.85,0.41,0.66,0.80,0.49)
x <- c(3.1,4.7,2.2,5.9,4.1,3.3,6.4,5.0,2.8,7.7,4.4,3.9,5.2,6.1,2.5)
y <- c(1.9,3.8,2.0,4.4,2.7,3.1,3.3,4.9,1.2,5.5)
tx <- c(1,2,2,3,4,4,4,5,6,7,7,8); ty <- c(2,1,2,4,3,4,5,5,5,8,7,6)
small <- list(x=c(1.5,2.5,0.5,4,3), y=c(2,1,0.5,3,4)); smallTies <- list(x=c(1,2,2,3,4,4), y=c(1,3,2,2,5,4))
# effectsize finds the limits by an optimiser to a few digits; uniroot finds the same noncentralities to all.
limit <- function(t, df, p) uniroot(function(ncp) pt(t, df, ncp) - p, c(t-8, t+8), tol=1e-15)$root
effect <- function(e, name, t, df, scale, j=1) { stopifnot(abs(e$CI_low - j*scale*limit(t, df, .975)) < 1e-3)
  list(value=e[[name]], low=j*scale*limit(t, df, .975), high=j*scale*limit(t, df, .025)) }
tp <- t.test(a, b, paired=TRUE)$statistic; tu <- t.test(x, y, var.equal=TRUE)$statistic; su <- sqrt(1/length(x)+1/length(y)); sp <- 1/sqrt(length(a))
J <- function(df) exp(lgamma(df/2) - log(sqrt(df/2)) - lgamma((df-1)/2))
test <- function(t) list(value=unname(t$estimate), p=t$p.value, low=if (is.null(t$conf.int)) NA else t$conf.int[1], high=if (is.null(t$conf.int)) NA else t$conf.int[2])
players <- c("a","b","c","d")
wins <- matrix(c(0,8,11,14, 5,0,7,9, 3,6,0,8, 2,4,5,0), 4, byrow=TRUE, dimnames=list(players,players))
bt <- BTm(cbind(win1,win2), player1, player2, data=countsToBinomial(wins)) # the first is the reference, 0
games <- countsToBinomial(wins); side <- function(f) model.matrix(~factor(f, players)-1)
full <- glm(cbind(win1,win2) ~ (side(player1)-side(player2))[,-1] - 1, binomial, games, epsilon=1e-16, maxit=200) # BTm stops at 1e-8
stopifnot(max(abs(coef(full) - BTabilities(bt)[-1,"ability"])) < 1e-6)
p <- c(.001,.008,.039,.041,.042,.06,.074,.205,.212,.216)
permutations <- function(v) if (length(v)<=1) list(v) else do.call(c, lapply(seq_along(v), function(i) lapply(permutations(v[-i]), function(r) c(v[i], r))))
exact <- function(s) { rx <- rank(s$x); ry <- rank(s$y); t <- function(v) abs(sum((rx-mean(rx))*(v-mean(ry)))); seen <- t(ry); mean(sapply(permutations(ry), t) >= seen - 1e-9) }
write(toJSON(list(
  a=a, b=b, x=x, y=y, tx=tx, ty=ty, small=small, smallTies=smallTies,
  d=effect(cohens_d(x, y, pooled_sd=TRUE), "Cohens_d", tu, 23, su), g=effect(hedges_g(x, y, pooled_sd=TRUE), "Hedges_g", tu, 23, su, J(23)),
  dz=effect(cohens_d(a, b, paired=TRUE), "Cohens_d", tp, 11, sp), gz=effect(hedges_g(a, b, paired=TRUE), "Hedges_g", tp, 11, sp, J(11)),
  cliff=cliffs_delta(tx, ty)$r_rank_biserial,
  pearson=test(cor.test(a, b)), pearsonWeak=test(cor.test(x, rev(x))), kendall=test(cor.test(a, b, method="kendall", exact=TRUE)), kendallWeak=test(cor.test(x, rev(sin(7*x)), method="kendall", exact=TRUE)),
  kendallTies=test(cor.test(tx, ty, method="kendall", exact=FALSE)),
  spearmanTies=list(value=cor(rank(tx), rank(ty)), p=2*pt(-abs(cor(rank(tx),rank(ty))*sqrt(10/(1-cor(rank(tx),rank(ty))^2))), 10)),
  spearmanSmall=list(value=cor(small$x, small$y, method="spearman"), p=exact(small)), spearmanSmallTies=list(value=cor(smallTies$x, smallTies$y, method="spearman"), p=exact(smallTies)),
  wins=wins, abilities=c(0, unname(coef(full))), differenceErrors=c(0, unname(sqrt(diag(vcov(full))))),
  p=p, hochberg=p.adjust(p,"hochberg"), bh=p.adjust(p,"BH"), by=p.adjust(p,"BY")
), auto_unbox=TRUE, digits=NA, pretty=TRUE), stdout())
