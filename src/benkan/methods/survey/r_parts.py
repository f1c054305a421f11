"""The lasting part of an exported R script: how R's `survey` is asked for each kind of estimate."""

FUNCTIONS = """
rows <- NULL
contrasts <- NULL
reach <- function(df) qt((1 + level) / 2, df)
part_of <- function(domain) if (is.na(domain)) design else subset(design, part %in% domain)

add <- function(name, domain, value, se, low, high, df, deff, n) {
  rows <<- rbind(rows, data.frame(name = name, domain = domain, value = value, se = se,
    ci_low = low, ci_high = high, df = df, deff = deff, n = n))
}

add_contrast <- function(name, domain, value, se, t, df, p) {
  contrasts <<- rbind(contrasts, data.frame(name = name, domain = domain, value = value, se = se,
    t = t, df = df, p = p))
}

# Nothing is known of how clusters differ where there is only one.
is_lone <- function(here, known) length(unique(here$cluster[known, 1])) < 2 &&
  (is.null(here$fpc$popsize) || any(here$fpc$popsize[known, 1] > here$fpc$sampsize[known, 1]))

add_symmetric <- function(name, domain, value, se, deff, n) {
  if (is.na(se)) deff <- NA
  wide <- reach(degf(design)) * se
  add(name, domain, value, se, value - wide, value + wide, degf(design), deff, n)
}

a_mean <- function(name, x) for (domain in domains) {
  here <- part_of(domain)
  m <- suppressWarnings(svymean(make.formula(x), here, na.rm = TRUE, deff = TRUE))
  known <- !is.na(here$variables[[x]])
  se <- if (is_lone(here, known)) NA else SE(m)[[1]]
  add_symmetric(name, domain, coef(m)[[1]], se, deff(m)[[1]], sum(known))
}

a_total <- function(name, x) for (domain in domains) {
  here <- part_of(domain)
  m <- suppressWarnings(svytotal(make.formula(x), here, na.rm = TRUE, deff = TRUE))
  n <- sum(!is.na(here$variables[[x]]))
  add_symmetric(name, domain, coef(m)[[1]], SE(m)[[1]], deff(m)[[1]], n)
}

a_ratio <- function(name, y, x) for (domain in domains) {
  here <- part_of(domain)
  m <- suppressWarnings(
    svyratio(make.formula(y), make.formula(x), here, na.rm = TRUE, deff = TRUE))
  known <- !is.na(here$variables[[y]]) & !is.na(here$variables[[x]])
  se <- if (is_lone(here, known)) NA else SE(m)[[1]]
  add_symmetric(name, domain, coef(m)[[1]], se, deff(m)[[1]], sum(known))
}

# Between 5 % and 95 % on the scale of log odds, elsewhere Korn and Graubard's interval.
a_share <- function(name, x) for (domain in domains) {
  here <- part_of(domain)
  m <- suppressWarnings(svymean(make.formula(x), here, na.rm = TRUE, deff = TRUE))
  if (is_lone(here, !is.na(here$variables[[x]]))) {
    add_symmetric(name, domain, coef(m)[[1]], NA, NA, sum(!is.na(here$variables[[x]])))
    next
  }
  p <- coef(m)[[1]]
  se <- SE(m)[[1]]
  n <- sum(!is.na(here$variables[[x]]))
  df <- degf(design)
  near <- p < 0.05 || p > 0.95
  if (interval == "korn-graubard" || (interval == "auto" && near) || p <= 0 || p >= 1) {
    tail <- (1 - level) / 2
    many <- if (se > 0 && p > 0 && p < 1) p * (1 - p) / se^2 else n
    if (n > 1) many <- many * (qt(tail, n - 1) / qt(tail, df))^2
    low <- if (p > 0) qbeta(tail, many * p, many * (1 - p) + 1) else 0
    high <- if (p < 1) qbeta(1 - tail, many * p + 1, many * (1 - p)) else 1
  } else {
    wide <- reach(df) * se / (p * (1 - p))
    low <- plogis(qlogis(p) - wide)
    high <- plogis(qlogis(p) + wide)
  }
  add(name, domain, p, se, low, high, df, deff(m)[[1]], n)
}

a_quantile <- function(name, x, share) for (domain in domains) {
  here <- part_of(domain)
  q <- svyquantile(make.formula(x), here, share, alpha = 1 - level, na.rm = TRUE,
    interval.type = "mean", qrule = "math", df = degf(design))[[1]]
  known <- !is.na(here$variables[[x]])
  if (is_lone(here, known)) q[2:4] <- NA
  add(name, domain, q[1], q[4], q[2], q[3], degf(design), NA, sum(known))
}

a_model <- function(name, y, xs, terms) for (domain in domains) {
  here <- part_of(domain)
  here$variables <- droplevels(here$variables)
  # What is the same for everybody here is left out.
  used <- Filter(function(x) is.numeric(here$variables[[x]]) || nlevels(here$variables[[x]]) > 1, xs)
  if (!length(used)) used <- "1"
  fit <- suppressWarnings(svyglm(reformulate(used, y), here, family = quasibinomial(),
    control = glm.control(epsilon = 1e-300, maxit = 25)))
  df <- degf(design) + 1 - length(coef(fit))
  n <- sum(complete.cases(here$variables[c(y, xs)]))
  names <- names(coef(fit))
  for (x in names(terms)) names <- sub(paste0("^", x), terms[[x]], names)
  for (at in seq_along(names)) {
    value <- coef(fit)[[at]]
    se <- SE(fit)[[at]]
    wide <- if (df > 0) reach(df) * se else NA
    add(paste0(name, ": ", names[at]), domain, value, se, value - wide, value + wide, df, NA, n)
  }
}

# Every side of a difference is a total (over another), and the difference a function of them.
a_difference <- function(name, over, under, sides, divided = TRUE) for (domain in domains) {
  inside <- if (is.na(domain)) TRUE else design$variables$part %in% domain
  known <- inside & !is.na(design$variables[[over]])
  if (!is.null(under)) known <- known & !is.na(design$variables[[under]])
  each <- design
  corners <- expand.grid(lapply(sides, function(side) c(-1, 1)))
  said <- NULL
  empty <- FALSE
  lone <- FALSE
  for (at in seq_len(nrow(corners))) {
    here <- known
    for (side in seq_along(sides)) {
      value <- sides[[side]][if (corners[at, side] > 0) 3 else 2]
      here <- here & design$variables[[sides[[side]][1]]] %in% value
    }
    empty <- empty || !any(here)
    lone <- lone || (divided && any(here) && is_lone(design, here))
    each$variables[[paste0("y", at)]] <- ifelse(here, design$variables[[over]], 0)
    under_it <- if (is.null(under)) 1 else design$variables[[under]]
    each$variables[[paste0("x", at)]] <- ifelse(here, under_it, 0)
    sign <- if (prod(corners[at, ]) > 0) "+" else "-"
    said <- paste0(said, sign, "y", at, if (divided) paste0("/x", at))
  }
  if (empty) {
    add_contrast(name, domain, NA, NA, NA, degf(design), NA)
    next
  }
  names <- c(outer(c("y", "x"), seq_len(nrow(corners)), paste0))
  d <- suppressWarnings(svycontrast(svytotal(make.formula(names), each), parse(text = said)[[1]]))
  if (lone) {
    add_contrast(name, domain, coef(d)[[1]], NA, NA, degf(design), NA)
    next
  }
  is_fixed <- SE(d)[[1]] <= 1e-12 * abs(coef(d)[[1]])
  t <- if (is_fixed) NA else coef(d)[[1]] / SE(d)[[1]]
  df <- degf(design)
  add_contrast(name, domain, coef(d)[[1]], SE(d)[[1]], t, df, 2 * pt(-abs(t), df))
}

a_test <- function(name, x, y) for (domain in domains) {
  here <- part_of(domain)
  here$variables <- droplevels(here$variables)
  if (any(sapply(here$variables[c(x, y)], nlevels) < 2)) {
    add_contrast(name, domain, NA, NA, NA, degf(design), NA)
    next
  }
  if (is_lone(here, complete.cases(here$variables[c(x, y)]))) {
    add_contrast(name, domain, NA, NA, NA, degf(design), NA)
    next
  }
  f <- svychisq(make.formula(c(x, y)), here, statistic = "F")
  ndf <- f$parameter[[1]]
  ddf <- ndf * degf(design)
  p <- pf(f$statistic[[1]], ndf, ddf, lower.tail = FALSE)
  add_contrast(name, domain, f$statistic[[1]], NA, NA, ddf, p)
}
"""
