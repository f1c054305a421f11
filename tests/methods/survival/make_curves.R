# Curves of R's survfit for made-up cases, with and without late entry, in its three forms of interval.
#   Rscript tests/methods/survival/make_curves.R > tests/methods/survival/curves_of_r.json
library(survival)
library(jsonlite)
set.seed(20261125)

cases <- list(
  ties = data.frame(time = sample(1:12, 60, TRUE), event = rbinom(60, 1, 0.7)),
  seen_last_first = data.frame(time = c(1, 2, 2, 3, 4), event = c(0, 1, 0, 1, 1)),
  all_happen = data.frame(time = c(4, 1, 3, 2), event = 1),
  flat_at_half = data.frame(time = c(1, 2, 3, 4), event = c(1, 1, 0, 0)),
  never = data.frame(time = c(3, 5, 5), event = 0),
  days = data.frame(time = round(rexp(90, 1 / 90), 1) + 0.1, event = rbinom(90, 1, 0.6))
)
late <- data.frame(entry = sample(0:9, 80, TRUE))
late$time <- late$entry + sample(1:15, 80, TRUE)
late$event <- rbinom(80, 1, 0.6)
cases$late_entry <- late

curve <- function(data, form, level) {
  response <- if (is.null(data$entry)) Surv(data$time, data$event)
              else Surv(data$entry, data$time, data$event)
  fit <- survfit(response ~ 1, conf.type = form, conf.int = level)
  middle <- summary(fit)$table
  list(
    form = form, level = level, time = fit$time, at_risk = fit$n.risk, events = fit$n.event,
    censored = fit$n.censor, survival = fit$surv, error = fit$std.err * fit$surv,
    low = fit$lower, high = fit$upper,
    median = unname(middle[c("median", paste0(level, "LCL"), paste0(level, "UCL"))])
  )
}

out <- lapply(cases, function(data) list(
  data = as.list(data),
  curves = list(
    curve(data, "log-log", 0.95), curve(data, "log", 0.9), curve(data, "plain", 0.95),
    curve(data, "log-log", 0.99)
  )
))
cat(toJSON(
  list(made_with = paste(R.version.string, "survival", packageVersion("survival")), cases = out),
  digits = I(12), na = "null", auto_unbox = TRUE
), "\n")
