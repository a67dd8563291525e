"""Cohen's kappa, plain and weighted, with the standard error of Fleiss, Cohen and Everitt. Debian: python3-statsmodels.
(psych in R has another formula for the weighted errors.) Run: python3 kappa.py > kappa.json"""
import json
from statsmodels.stats.inter_rater import cohens_kappa

TABLES = [[[44, 5, 1], [7, 20, 3], [9, 5, 6]], [[61, 2], [6, 25]], [[3, 0, 1, 0], [0, 5, 2, 1], [1, 1, 4, 0], [0, 0, 2, 6]]]
print(json.dumps([{"table": table, "weights": weights, "value": result.kappa, "se": result.std_kappa}
                  for table in TABLES for weights in ("None", "Linear", "Quadratic")
                  for result in [cohens_kappa(table, wt=None if weights == "None" else weights.lower())]], indent=1))
