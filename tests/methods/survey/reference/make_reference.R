# Writes r_survey.json: what R's `survey` answers, for the tests to agree with.
#
#   Rscript tests/methods/survey/reference/make_reference.R FOLDER_OF_API_DATA
#
# Made with survey 4.1-1 on R 4.2.2. The api data are R's (GPL) and stay out of the project; the
# figures are facts. `villages.csv` beside this script is invented.

suppressPackageStartupMessages({library(survey); library(jsonlite)})
options(digits = 15, survey.lonely.psu = "adjust")
given <- commandArgs(trailingOnly = TRUE)
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
level <- 0.95
cases <- list()

read <- function(name) {
  path <- if (name == "villages.csv") file.path(here, name) else file.path(given[1], name)
  data <- read.csv(path, na.strings = c("", "NA"), check.names = FALSE)
  if ("wave" %in% names(data)) data$wave <- as.character(data$wave)
  data
}

case <- function(data, asked, rows, ...) {
  cases[[length(cases) + 1]] <<- c(list(data = data, asked = asked), list(...), list(rows = rows))
}

row <- function(name, domain, value, se = NA, low = NA, high = NA, df = NA, deff = NA, ...)
  list(name = name, domain = domain, value = value, se = se, ci_low = low, ci_high = high,
    df = df, deff = deff, ...)

simple <- function(name, domain, m, df, deffs = TRUE) {
  ci <- confint(m, df = df)
  row(name, domain, coef(m)[[1]], SE(m)[[1]], ci[1], ci[2], df, if (deffs) deff(m)[[1]] else NA)
}

# --- each estimator, for everybody and by domain ------------------------------------------------

estimators <- function(data, design, columns, number, other, answer, value, by) {
  df <- degf(design)
  d <- columns
  design$variables$is <- as.numeric(design$variables[[answer]] == value)
  groups <- sort(unique(design$variables[[by]]))
  label <- function(g) if (is.null(g)) NULL else paste0(by, "=", g)
  parts <- c(list(list(NULL, design)),
    lapply(groups, function(g) list(g, design[design$variables[[by]] %in% g, ])))
  for (whole in c(TRUE, FALSE)) {
    chosen <- if (whole) parts[1] else parts[-1]
    by_asked <- if (whole) list() else list(by)
    each <- function(f) lapply(chosen, function(p) f(p[[2]], label(p[[1]])))
    f <- make.formula
    case(data, list(mean = number), design = d, by = by_asked, each(function(x, l)
      simple(paste("mean", number), l, svymean(f(number), x, na.rm = TRUE, deff = TRUE), df)))
    case(data, list(total = number), design = d, by = by_asked, each(function(x, l)
      simple(paste("total", number), l, svytotal(f(number), x, na.rm = TRUE, deff = TRUE), df)))
    case(data, list(ratio = paste0(number, "/", other)), design = d, by = by_asked,
      each(function(x, l) {
        m <- svyratio(f(number), f(other), x, na.rm = TRUE, deff = TRUE)
        ci <- confint(m, df = df)
        row(paste0("ratio ", number, "/", other), l, coef(m)[[1]], SE(m)[[1]], ci[1], ci[2], df,
          deff(m)[[1]])
      }))
    for (method in c("logit", "beta")) {
      case(data, list(proportion = paste0(answer, "=", value)), design = d, by = by_asked,
        interval = if (method == "logit") "logit" else "korn-graubard",
        each(function(x, l) {
          # Without those who did not answer, whom R would count among the people asked.
          x <- x[!is.na(x$variables$is), ]
          m <- svymean(~is, x, deff = TRUE)
          p <- coef(m)[[1]]
          if (method == "logit") {
            wide <- qt((1 + level) / 2, df) * SE(m)[[1]] / (p * (1 - p))
            ci <- plogis(qlogis(p) + c(-wide, wide))
            if (is.null(l) && degf(x) == df) {
              other_way <- attr(svyciprop(~is, x, method = "xlogit", df = df), "ci")
              stopifnot(max(abs(other_way - ci)) < 1e-12)
            }
          } else {
            n <- p * (1 - p) / vcov(m)[1] * (qt(0.025, nrow(x) - 1) / qt(0.025, df))^2
            ci <- c(qbeta(0.025, n * p, n * (1 - p) + 1), qbeta(0.975, n * p + 1, n * (1 - p)))
            if (is.null(l) && degf(x) == df) {
              other_way <- attr(svyciprop(~is, x, method = "beta"), "ci")
              stopifnot(max(abs(other_way - ci)) < 1e-12)
            }
          }
          row(paste0("proportion ", answer, "=", value), l, p, SE(m)[[1]], ci[1], ci[2], df,
            deff(m)[[1]])
        }))
    }
    for (share in if (whole) c(0.1, 0.25, 0.5, 0.75, 0.9) else 0.5)
      case(data, list(quantile = paste0(number, ":", share)), design = d, by = by_asked,
        each(function(x, l) {
          q <- svyquantile(f(number), x, share, na.rm = TRUE, df = df)[[1]]
          row(paste0("quantile ", number, ":", share), l, q[1], q[4], q[2], q[3], df)
        }))
  }
}

# --- differences, tests, models -----------------------------------------------------------------

difference <- function(data, design, columns, number, side, first, second) {
  sides <- design[design$variables[[side]] %in% c(first, second), ]
  sides$variables$second <- as.numeric(sides$variables[[side]] == second)
  m <- svyglm(as.formula(paste(number, "~ second")), sides)
  d <- coef(m)[["second"]]
  df <- degf(design)
  t <- d / SE(m)[["second"]]
  case(data, list(mean = number), design = columns,
    compare = paste0(side, ":", first, ",", second),
    list(row(paste0("mean ", number, ": ", side, " ", second, " - ", first), NULL, d,
      SE(m)[["second"]], df = df, t = t, p = 2 * pt(-abs(t), df))))
}

did <- function(data, design, columns, number, wave, waves, arm, arms) {
  v <- design$variables
  part <- design[v[[wave]] %in% waves & v[[arm]] %in% arms, ]
  part$variables$later <- as.numeric(part$variables[[wave]] == waves[2])
  part$variables$treated <- as.numeric(part$variables[[arm]] == arms[2])
  m <- svyglm(as.formula(paste(number, "~ later * treated")), part)
  d <- svycontrast(m, c("later:treated" = 1))
  df <- degf(design)
  t <- coef(d)[[1]] / SE(d)[[1]]
  case(data, list(mean = number), design = columns,
    did = paste0(wave, ":", waves[1], ",", waves[2], "/", arm, ":", arms[1], ",", arms[2]),
    list(row(paste0("mean ", number, ": ", wave, " ", waves[2], " - ", waves[1], " / ", arm, " ",
      arms[2], " - ", arms[1]), NULL, coef(d)[[1]], SE(d)[[1]], df = df, t = t,
      p = 2 * pt(-abs(t), df))))
}

table_test <- function(data, design, columns, x, y) {
  f <- svychisq(make.formula(c(x, y)), design, statistic = "F")
  case(data, list(chisq = paste0(x, ",", y)), design = columns,
    list(row(paste0("chisq ", x, ",", y), NULL, f$statistic[[1]], df = f$parameter[["ddf"]],
      ndf = f$parameter[["ndf"]], p = f$p.value[[1]])))
}

model <- function(data, design, columns, answer, value, predictors) {
  design$variables$is <- as.numeric(design$variables[[answer]] == value)
  # As many steps as there are: R takes its standard errors from the step before the last.
  m <- suppressWarnings(svyglm(reformulate(predictors, "is"), design, family = quasibinomial(),
    control = glm.control(epsilon = 1e-300, maxit = 25)))
  asked <- paste0(answer, "=", value, "~", paste(predictors, collapse = "+"))
  # Those who did not answer are outside, and the design is kept whole.
  df <- degf(design) + 1 - length(coef(m))
  ci <- confint(m, ddf = df)
  rows <- lapply(seq_along(coef(m)), function(at)
    row(paste0("logistic ", asked, ": ", names(coef(m))[at]), NULL, coef(m)[[at]], SE(m)[[at]],
      ci[at, 1], ci[at, 2], df))
  case(data, list(logistic = asked), design = columns, rows)
}

everything <- function(data, design, columns, number, other, answer, value, by, side, first, second,
  predictors, wave, waves, arm, arms) {
  estimators(data, design, columns, number, other, answer, value, by)
  difference(data, design, columns, number, side, first, second)
  did(data, design, columns, number, wave, waves, arm, arms)
  table_test(data, design, columns, answer, side)
  model(data, design, columns, answer, value, predictors)
}

schools <- function(name, design, columns) {
  everything(name, design, columns, "api00", "enroll", "sch.wide", "Yes", "stype", "stype", "E",
    "H", c("ell", "meals", "stype"), "stype", c("E", "M"), "awards", c("No", "Yes"))
  # Answers that are missing for some.
  estimators(name, design, columns, "acs.core", "pct.resp", "yr.rnd", "No", "sch.wide")
}

strat <- read("apistrat.csv")
schools("apistrat.csv", svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = strat),
  list(weights = "pw", strata = "stype", populations = "fpc"))
schools("apistrat.csv", svydesign(~1, strata = ~stype, weights = ~pw, data = strat),
  list(weights = "pw", strata = "stype"))
one <- read("apiclus1.csv")
schools("apiclus1.csv", svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = one),
  list(weights = "pw", clusters = "dnum", populations = "fpc"))
two <- read("apiclus2.csv")
schools("apiclus2.csv", svydesign(~dnum, weights = ~pw, fpc = ~fpc1, data = two),
  list(weights = "pw", clusters = "dnum", populations = "fpc1"))
schools("apiclus2.csv", svydesign(~dnum + snum, weights = ~pw, fpc = ~fpc1 + fpc2, data = two),
  list(weights = "pw", clusters = c("dnum", "snum"), populations = c("fpc1", "fpc2")))
srs <- read("apisrs.csv")
schools("apisrs.csv", svydesign(~1, weights = ~pw, fpc = ~fpc, data = srs),
  list(weights = "pw", populations = "fpc"))

villages <- read("villages.csv")
invented <- function(design, columns) {
  everything("villages.csv", design, columns, "income", "age", "water", "yes", "sex", "wave",
    "2026", "2027", c("age", "sex", "income"), "wave", c("2026", "2027"), "arm",
    c("control", "treated"))
  table_test("villages.csv", design, columns, "trust", "sex")
}
invented(svydesign(~village, strata = ~region, weights = ~weight, data = villages,
  nest = TRUE),
  list(weights = "weight", strata = "region", clusters = "village", is_nested = TRUE, centres_single = TRUE))
invented(svydesign(~village, strata = ~region, weights = ~weight, fpc = ~villages, data = villages,
  nest = TRUE),
  list(weights = "weight", strata = "region", clusters = "village", populations = "villages",
    is_nested = TRUE, centres_single = TRUE))
invented(svydesign(~village, weights = ~weight, data = villages),
  list(weights = "weight", clusters = "village"))
invented(svydesign(~1, weights = ~weight, data = villages), list(weights = "weight"))

write(toJSON(list(peer = "R survey 4.1-1 on R 4.2.2", cases = cases), digits = NA, na = "null",
  null = "null", auto_unbox = TRUE), file.path(here, "r_survey.json"))
