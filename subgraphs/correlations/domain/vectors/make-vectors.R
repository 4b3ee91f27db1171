# Makes a synthetic daily series and what R finds in it: Rscript make-vectors.R, in this folder.
# Made with R 4.2.2, splines, jsonlite 1.8.4, sandwich 3.0-2 (Newey-West) and gnm 1.1-2 (conditional Poisson).
library(splines)
library(jsonlite)
library(sandwich)
suppressMessages(library(gnm))
Sys.setlocale("LC_COLLATE", "C")

set.seed(20150101)
n <- 1461
date <- seq(as.Date("2015-01-01"), by = "day", length.out = n)
time <- 1:n
season <- cos(2 * pi * (time - 15) / 365.25)
ar <- function(rho, sd) as.numeric(stats::filter(rnorm(n, 0, sd), rho, "recursive"))
temp <- round(14 - 9 * season + ar(0.7, 2.2), 1)
pm <- round(exp(3 + 0.3 * season + ar(0.6, 0.35)), 1)
o3 <- round(pmax(60 - 20 * season + 1.1 * (temp - 14) - 0.2 * pm + ar(0.5, 9), 2), 1)
wday <- as.POSIXlt(date)$wday
dow <- c("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")[wday + 1]
holiday <- as.integer(format(date, "%m-%d") %in% c("01-01", "05-01", "12-25", "12-26"))
before <- function(x, k) c(rep(NA, k), x)[1:n]
zero <- function(x) ifelse(is.na(x), 0, x)
rate <- exp(3.4 + 0.12 * season + 0.01 * zero(before(pm, 1)) / 10 + 0.002 * pmax(temp - 18, 0)^2 - 0.03 * (wday == 0) + 0.05 * holiday)
deaths <- rpois(n, rate * rgamma(n, 40, 40))
asthma <- rpois(n, 0.12 * exp(0.01 * pm))
# scattered gaps, and one of a season, in which a spline of time has nothing to hold on to
pm[sample(n, 40)] <- NA
pm[700:810] <- NA
o3[sample(n, 15)] <- NA
data <- data.frame(time, year = as.integer(format(date, "%Y")), month = as.integer(format(date, "%m")), dow,
                   deaths, asthma, temp, fahrenheit = 1.8 * temp + 32, pm, o3, holiday)
data$fahrenheit <- round(data$fahrenheit, 2)
data$doy <- as.POSIXlt(date)$yday + 1

lag <- function(x, k, group = rep(1, length(x))) {
  out <- c(rep(NA, k), x)[seq_along(x)]
  before <- c(rep(NA, k), group)[seq_along(x)]
  ifelse(!is.na(before) & before == group, out, NA)
}
lags <- function(x, from, to, group = rep(1, length(x))) sapply(from:to, function(k) lag(x, k, group))
# the tensor product, exposure basis outside
cross <- function(basis, weights, from, group = rep(1, nrow(basis)))
  do.call(cbind, lapply(seq_len(ncol(basis)), function(j) lags(basis[, j], from, from + nrow(weights) - 1, group) %*% weights))
deciles <- function(x, k = 10) cut(x, quantile(x, seq(0, 1, length.out = k + 1), na.rm = TRUE), include.lowest = TRUE)

# R's own fit finds the aliased columns; without them it goes on to machine precision
fitted_by_r <- function(formula, data, family = quasipoisson(), subset = NULL) {
  first <- if (is.null(subset)) glm(formula, family, data) else eval(bquote(glm(formula, family, data, subset = .(subset))))
  x <- model.matrix(first)
  kept <- !is.na(coef(first))
  last <- suppressWarnings(glm.fit(x[, kept, drop = FALSE], first$y, family = family, etastart = first$linear.predictors,
                                   control = glm.control(epsilon = 1e-300, maxit = 8)))
  class(last) <- "glm"
  dispersion <- sum((last$y - last$fitted.values)^2 / family$variance(last$fitted.values)) / last$df.residual
  se1 <- sqrt(diag(chol2inv(last$qr$qr[, seq_len(sum(kept)), drop = FALSE])))
  covariance <- chol2inv(last$qr$qr[, seq_len(sum(kept)), drop = FALSE])
  scale <- if (family$family == "poisson") 1 else dispersion
  list(fit = last, covariance = covariance * scale, kept = which(kept), out = list(
    estimate = unname(coef(last)), se = sqrt(diag(covariance) * scale), sePoisson = se1,
    aliased = as.list(unname(which(!kept)) - 1), n = length(last$y), nCoefficients = sum(kept), dfResidual = last$df.residual,
    deviance = last$deviance, nullDeviance = last$null.deviance, dispersion = dispersion))
}
contrast <- function(m, columns, weights) {
  at <- match(columns, m$kept)
  list(estimate = sum(weights * coef(m$fit)[at]), se = sqrt(drop(weights %*% m$covariance[at, at] %*% weights)))
}

models <- list()
add <- function(name, formula, ...) models[[name]] <<- fitted_by_r(formula, data, ...)$out

add("quasipoisson", deaths ~ I(pm / 10) + ns(time, 28) + ns(temp, 6) + factor(dow) + holiday)
add("poisson", deaths ~ I(o3 / 10) + bs(time, df = 20) + bs(temp, knots = c(8, 16), degree = 2), family = poisson())
add("lag3", deaths ~ I(lag(pm, 3) / 10) + ns(time, 28) + deciles(temp) + factor(dow))
models$laggedDeciles <- with(data, fitted_by_r(deaths ~ I(lag(pm, 2) / 10) + factor(lag(as.integer(deciles(temp)), 2)) + ns(time, 28), data)$out)
add("meanOfLags", deaths ~ I(rowMeans(lags(pm, 0, 1)) / 10) + ns(time, 28) + ns(temp, 4))
add("twoPollutants", deaths ~ I(pm / 10) + I(lag(o3, 1) / 10) + ns(time, 28) + ns(temp, 6) + factor(dow))
add("thresholds", deaths ~ I(pmax(o3 - 60, 0) / 10) + pmax(8 - temp, 0) + pmax(temp - 18, 0) + ns(time, 28))
add("waves", deaths ~ I(pm / 10) + sin(2 * pi * time / 365.25) + cos(2 * pi * time / 365.25) + sin(4 * pi * time / 365.25) +
      cos(4 * pi * time / 365.25) + time + temp + I(temp^2) + I(temp^3) + factor(paste(year, month, sep = ":")))
add("steps", deaths ~ I(pm >= 15 & pm < 30) + I(pm >= 30) + ns(time, 28))
add("aliased", deaths ~ I(pm / 10) + ns(time, 84) + temp + fahrenheit + factor(dow))
# the months chosen after lags and knots were made, and before
add("summerAcross", deaths ~ I(lag(o3, 1) / 10) + ns(time, 12) + ns(temp, 3), subset = quote(month %in% 6:8))
summer <- data[data$month %in% 6:8, ]
models$summerWithin <- fitted_by_r(deaths ~ I(lag(o3, 1, year) / 10) + ns(doy, 4) + ns(time, 3) + ns(temp, 3), summer)$out

# the second model of the dlnm vignette: thresholds over lags that never leave their year, and knots of the chosen months alone
warm <- data[data$month %in% 6:9, ]
models$warmThresholds <- local({
  ozone <- cross(cbind(pmax(warm$o3 - 60, 0) / 10), diag(6), 0, warm$year)
  warmth <- cross(cbind(pmax(16 - warm$temp, 0), pmax(warm$temp - 24, 0)), cbind(0:10 < 2, 0:10 %in% 2:5, 0:10 >= 6) * 1, 0, warm$year)
  m <- fitted_by_r(deaths ~ ozone + warmth + ns(doy, 4) + ns(time, 3) + factor(dow), warm)
  c(m$out, list(lagEffects = lapply(2:7, function(column) contrast(m, column, 1)), overall = contrast(m, 2:7, rep(1, 6))))
})

adjusted <- ~ . + ns(time, 28) + ns(temp, 6) + factor(dow)
per_lag <- function(m, columns, weights, scale = 1)
  lapply(seq_len(nrow(weights)), function(l) contrast(m, columns, weights[l, ] * scale))
cumulated <- function(m, columns, weights)
  lapply(seq_len(nrow(weights)), function(l) contrast(m, columns, colSums(weights[1:l, , drop = FALSE])))
distributed <- function(weights) {
  x <- cross(as.matrix(data$pm / 10), weights, 0)
  m <- fitted_by_r(update(deaths ~ x, adjusted), data)
  columns <- 1 + seq_len(ncol(weights))
  c(m$out, list(lagEffects = per_lag(m, columns, weights), cumulative = cumulated(m, columns, weights)))
}
models$unconstrained <- distributed(diag(8))
models$polynomial <- distributed(outer(0:10, 0:3, function(l, p) (l / 10)^p))
models$strata <- distributed(cbind(0:10 == 0, 0:10 %in% 1:3, 0:10 >= 4) * 1)
models$splineOfLags <- distributed(unclass(ns(0:10, df = 4, intercept = TRUE)))

lag_weights <- unclass(ns(0:14, knots = c(1, 4, 8), intercept = TRUE))
temp_basis <- ns(data$temp, df = 4)
x <- cross(unclass(temp_basis), lag_weights, 0)
m <- fitted_by_r(deaths ~ x + ns(time, 28) + factor(dow), data)
columns <- 1 + seq_len(ncol(x))
effect_at <- function(at, reference, weights) {
  steps <- drop(predict(temp_basis, at) - predict(temp_basis, reference))
  contrast(m, columns, as.numeric(outer(colSums(weights), steps)))
}
# beyond the boundary knots too
curve <- c(-10, 0, 5.5, 20, 28, 40)
models$crossBasis <- c(m$out, list(
  curveAt = curve,
  curve = lapply(curve, effect_at, reference = 17, weights = lag_weights),
  lagEffects = lapply(1:15, function(l) effect_at(28, 17, lag_weights[l, , drop = FALSE])),
  cumulative = lapply(1:15, function(l) effect_at(28, 17, lag_weights[1:l, , drop = FALSE]))))
x <- cross(cbind(pmax(data$temp - 18, 0)), outer(0:6, 0:2, function(l, p) (l / 6)^p), 0)
models$thresholdCross <- fitted_by_r(deaths ~ x + ns(time, 28), data)$out

# a rate for each weekday of each month: dummies, and the conditional likelihood where strata have no event
data$stratum <- factor(paste(data$year, data$month, data$dow))
conditional <- function(m, slopes) {
  at <- match(slopes, m$kept)
  out <- m$out
  out[c("estimate", "se", "sePoisson")] <- lapply(out[c("estimate", "se", "sePoisson")], function(v) v[at])
  out$aliased <- list()
  out
}
models$caseCrossover <- conditional(fitted_by_r(deaths ~ I(pm / 10) + temp + I(temp^2) + stratum, data), 2:4)
complete <- data[!is.na(data$pm), ]
complete <- complete[ave(complete$asthma, complete$stratum, FUN = sum) > 0, ]
complete$stratum <- droplevels(complete$stratum)
rare <- gnm(asthma ~ I(pm / 10) + temp, eliminate = stratum, family = poisson(), data = complete, tolerance = 1e-15, iterMax = 100)
rare_df <- nrow(complete) - 2 - nlevels(complete$stratum)
rare_dispersion <- sum(residuals(rare, "pearson")^2) / rare_df
rare_se <- sqrt(diag(vcov(rare, dispersion = 1)))[1:2]
models$rareCaseCrossover <- list(
  estimate = unname(coef(rare)[1:2]), se = unname(rare_se * sqrt(rare_dispersion)), sePoisson = unname(rare_se), aliased = list(),
  n = nrow(complete), nCoefficients = 2 + nlevels(complete$stratum), dfResidual = rare_df, deviance = deviance(rare),
  nullDeviance = glm(asthma ~ 1, poisson(), complete, control = glm.control(1e-14, 50))$deviance, dispersion = rare_dispersion)

# the pre-specified models of ml/models/correlation, as they are for this series: a temperature, holidays, and no humidity
study <- local({
  mean_of <- function(k) matrix(1 / k, k, 1)
  season <- function(df) ns(data$time, df * round(n / 365.25))
  warmth <- cross(unclass(ns(data$temp, 6)), mean_of(4), 0)
  weeks <- cross(unclass(ns(data$temp, 4)), unclass(ns(0:21, knots = c(1.01, 2.78, 7.64), intercept = TRUE)), 0)
  pm_lags <- lags(data$pm / 10, 0, 7)
  per_lag_and_sum <- function(m, from = 2) {
    columns <- from:(from + 7)
    c(m$out[c("n", "dfResidual", "dispersion")], list(
      lagEffects = per_lag(m, columns, diag(8)), cumulative = cumulated(m, columns, diag(8))))
  }
  two <- fitted_by_r(deaths ~ pm_lags + lags(data$o3 / 10, 0, 7) + season(7) + warmth + factor(dow) + holiday, data)
  pm_basis <- ns(data$pm, df = 3)
  m <- fitted_by_r(deaths ~ cross(unclass(pm_basis), mean_of(2), 0) + season(7) + warmth + factor(dow) + holiday, data)
  reference <- median(data$pm, na.rm = TRUE)
  ends <- unname(quantile(data$pm, c(0.01, 0.99), na.rm = TRUE))
  values <- sort(c(seq(ends[1], ends[2], length.out = 30), reference))
  effect <- function(at) contrast(m, 2:4, drop(predict(pm_basis, at) - predict(pm_basis, reference)))
  list(
    timeSeries = per_lag_and_sum(fitted_by_r(deaths ~ pm_lags + season(7) + warmth + factor(dow) + holiday, data)),
    caseCrossover = per_lag_and_sum(fitted_by_r(deaths ~ pm_lags + warmth + holiday + stratum, data)),
    season10 = per_lag_and_sum(fitted_by_r(deaths ~ pm_lags + season(10) + warmth + factor(dow) + holiday, data)),
    temperatureTo21 = per_lag_and_sum(fitted_by_r(deaths ~ pm_lags + season(7) + weeks + factor(dow) + holiday, data)),
    twoPollutants = per_lag_and_sum(two),
    curve = list(n = m$out$n, reference = reference, values = values, effects = lapply(values, effect),
                 increment = effect(reference + 10)))
})

least <- lm(log(deaths) ~ I(o3 / 10) + ns(time, 28) + ns(temp, 4) + factor(dow), data)
r <- residuals(least)
leastSquares <- list(
  estimate = unname(coef(least)), se = unname(summary(least)$coefficients[, 2]), n = length(r), dfResidual = least$df.residual,
  neweyWest7 = unname(sqrt(diag(NeweyWest(least, lag = 7, prewhite = FALSE, adjust = FALSE)))),
  durbinWatson = sum(diff(r)^2) / sum(r^2), rSquared = summary(least)$r.squared)

# Box.test gives 1 - pchisq, which is 0 far out
upper <- function(test) unname(pchisq(test$statistic, test$parameter, lower.tail = FALSE))
residual_checks <- local({
  m <- glm(deaths ~ ns(temp, 4) + factor(dow), quasipoisson(), data, control = glm.control(1e-15, 50))
  r <- residuals(m, "deviance")
  p <- residuals(m, "pearson")
  list(first5deviance = unname(r[1:5]), first5pearson = unname(p[1:5]), acf = drop(acf(r, 10, plot = FALSE)$acf),
       pacf = drop(pacf(r, 10, plot = FALSE)$acf), ljungBox = unname(Box.test(r, 10, "Ljung-Box")$statistic),
       ljungBoxP = upper(Box.test(r, 10, "Ljung-Box")))
})

at <- c(-20, min(temp), -1.5, 3, 12.25, 20, max(temp), 45)
rows <- function(m) unname(apply(unclass(m), 1, as.numeric, simplify = FALSE))
bases <- list(
  at = at, inside = at[at >= min(temp) & at <= max(temp)],
  ns5 = rows(predict(ns(temp, df = 5), at)), nsKnots = rows(predict(ns(temp, knots = c(5, 15), Boundary.knots = c(0, 25)), at)),
  nsIntercept = rows(predict(ns(temp, df = 5, intercept = TRUE), at)),
  bs7 = rows(predict(bs(temp, df = 7), at[2:7])), bsIntercept = rows(predict(bs(temp, df = 7, intercept = TRUE), at[2:7])),
  bsBeyond = rows(suppressWarnings(predict(bs(temp, df = 7), at))),
  bsLinear = rows(predict(bs(temp, df = 4, degree = 1), at[2:7])),
  ns5knots = unname(attr(ns(temp, df = 5), "knots")), quantiles = unname(quantile(pm, c(0, .05, .1, .25, .5, .9, 1), na.rm = TRUE)))

tested <- function(...) { t <- cor.test(...); list(r = unname(t$estimate), statistic = unname(t$statistic), p = t$p.value) }
both <- complete.cases(data$pm, data$deaths)
lagged_p <- sapply(0:7, function(k) cor.test(lag(pm, k), deaths)$p.value)
left <- function(y, ...) residuals(lm(y ~ ...))
partial <- function(x, y, a, b, ranks = FALSE) {
  ok <- complete.cases(x, y, a, b)
  v <- lapply(list(x, y, a, b), function(v) if (ranks) rank(v[ok]) else v[ok])
  r <- cor(residuals(lm(v[[1]] ~ v[[3]] + v[[4]])), residuals(lm(v[[2]] ~ v[[3]] + v[[4]])))
  df <- sum(ok) - 4
  t <- r * sqrt(df / (1 - r^2))
  list(r = r, t = t, p = 2 * pt(-abs(t), df), n = sum(ok))
}
gappy <- acf(pm, 10, na.action = na.pass, plot = FALSE)
correlations <- list(
  pearson = c(tested(pm, deaths), list(n = sum(both), interval = as.numeric(cor.test(pm, deaths)$conf.int))),
  spearman = tested(pm, deaths, method = "spearman", exact = FALSE),
  kendall = tested(pm, deaths, method = "kendall", exact = FALSE),
  kendallRare = tested(asthma, holiday, method = "kendall", exact = FALSE),
  partial = partial(pm, deaths, temp, o3), partialRanks = partial(pm, deaths, temp, o3, TRUE),
  laggedP = lagged_p, laggedAdjusted = p.adjust(lagged_p, "BH"),
  acf = drop(gappy$acf), pacf = drop(pacf(deaths, 10, plot = FALSE)$acf), ccf = drop(ccf(temp, deaths, 5, plot = FALSE)$acf),
  ccfGappy = drop(ccf(pm, deaths, 5, na.action = na.pass, plot = FALSE)$acf),
  ljungBox = list(q = unname(Box.test(deaths, 5, "Ljung-Box")$statistic), p = upper(Box.test(deaths, 5, "Ljung-Box"))))
tails <- list(
  t = list(x = c(0, 0.1, 1, 2, 5, 10, 30, 12, 3), df = c(5, 100, 3, 1e4, 7, 50, 2000, 1e5, 1)),
  z = c(0, 0.5, 1.96, 5, 10, 20, 37), chi = list(x = c(1, 10, 100, 1000, 1300, 20), df = c(1, 10, 14, 14, 30, 100)),
  p = c(1e-10, 0.001, 0.025, 0.3, 0.975))
tails$t$p <- 2 * pt(-tails$t$x, tails$t$df)
tails$zP <- 2 * pnorm(-tails$z)
tails$chi$p <- pchisq(tails$chi$x, tails$chi$df, lower.tail = FALSE)
tails$quantiles <- qnorm(tails$p)

write_to <- function(value, file) writeLines(toJSON(value, digits = I(17), auto_unbox = TRUE, na = "null", pretty = FALSE), file)
data$stratum <- NULL
series <- cbind(date = format(date), data[c("deaths", "asthma", "temp", "fahrenheit", "pm", "o3", "holiday")])
write.csv(series, "data/series.csv", quote = FALSE, row.names = FALSE, na = "")
write_to(list(made_with = R.version.string, models = models, study = study, leastSquares = leastSquares, residuals = residual_checks, bases = bases,
              correlations = correlations, tails = tails), "data/vectors.json")
