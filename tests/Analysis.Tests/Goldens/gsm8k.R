# Reference values for the comparison of the four models on recorded.jsonl: only aggregated figures are written.
# Rscript tests/Analysis.Tests/Goldens/gsm8k.R < ../shared/data/gsm8k/recorded.jsonl > tests/Analysis.Tests/Goldens/gsm8k.tsv
models <- c("6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification")
lines <- readLines(file("stdin"), encoding = "UTF-8")
lines <- lines[nzchar(lines)]
right <- sapply(models, function(model) {
  found <- regmatches(lines, regexpr(sprintf('"%s": *\\{"is_correct": *(true|false)', model), lines))
  stopifnot(length(found) == length(lines))
  grepl("true$", found)
})
number <- function(x) formatC(x, digits = 17, format = "g")
row <- function(...) cat(paste(c(...), collapse = "\t"), "\n", sep = "")
n <- nrow(right)
for (model in models) {
  wilson <- prop.test(sum(right[, model]), n, correct = FALSE)$conf.int
  row("arm", model, n, sum(right[, model]), number(mean(right[, model])), number(wilson[1]), number(wilson[2]))
}
pairs <- combn(models, 2)
p <- apply(pairs, 2, function(pair) {
  lost <- sum(right[, pair[1]] & !right[, pair[2]])
  won <- sum(!right[, pair[1]] & right[, pair[2]])
  binom.test(lost, lost + won)$p.value # McNemar's exact test
})
adjusted <- sapply(c("holm", "hochberg", "BH", "BY"), function(method) p.adjust(p, method))
for (i in seq_len(ncol(pairs))) {
  baseline <- right[, pairs[1, i]]
  candidate <- right[, pairs[2, i]]
  t <- t.test(candidate * 1, baseline * 1, paired = TRUE)
  row("pair", pairs[, i], sum(baseline & !candidate), sum(!baseline & candidate), number(mean(candidate - baseline)), number(p[i]),
      sapply(adjusted[i, ], number), number(t$statistic), number(t$p.value), number(t$conf.int[1]), number(t$conf.int[2]))
}
# Clusters: the lines in groups of five, as they stand. The cluster-robust difference with C/(C-1) and t with C-1 degrees of freedom.
cluster <- (seq_len(n) - 1) %/% 5
for (i in seq_len(ncol(pairs))) {
  difference <- right[, pairs[2, i]] - right[, pairs[1, i]]
  sums <- tapply(difference - mean(difference), cluster, sum)
  c <- length(sums)
  error <- sqrt(c / (c - 1) * sum(sums^2)) / n
  reach <- qt(0.975, c - 1) * error
  row("clustered", pairs[, i], c, number(error), number(mean(difference) - reach), number(mean(difference) + reach),
      number(2 * pt(-abs(mean(difference) / error), c - 1)))
}
