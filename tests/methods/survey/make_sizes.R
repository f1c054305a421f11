# The number of people that R's power.prop.test asks for, in each of two rounds.
#   Rscript tests/methods/survey/make_sizes.R > tests/methods/survey/sizes_of_r.json
library(jsonlite)
cases <- expand.grid(
  from = c(0.05, 0.3, 0.5, 0.9), to = c(0.1, 0.4, 0.55, 0.97),
  power = c(0.8, 0.95), alpha = c(0.05, 0.01)
)
cases$n <- mapply(
  function(from, to, power, alpha)
    power.prop.test(p1 = from, p2 = to, power = power, sig.level = alpha, tol = 1e-12)$n,
  cases$from, cases$to, cases$power, cases$alpha
)
cat(toJSON(list(made_with = R.version.string, cases = cases), digits = 12, pretty = TRUE), "\n")
