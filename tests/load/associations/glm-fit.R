# What R's glm.fit takes on ready model matrices: Rscript glm-fit.R FILE.csv TIMES. The matrices are R's own.
suppressMessages(library(splines))
args <- commandArgs(trailingOnly = TRUE)
data <- read.csv(args[1], stringsAsFactors = TRUE)
times <- as.integer(args[2])
seconds <- function() as.numeric(Sys.time())

lags <- function(x, to) sapply(0:to, function(k) c(rep(NA, k), x)[seq_along(x)])
cross <- function(basis, weights)
  do.call(cbind, lapply(seq_len(ncol(basis)), function(j) lags(basis[, j], nrow(weights) - 1) %*% weights))
formulas <- list(
  vignette = function() {
    particles <- cross(cbind(data$pm10 / 10), outer(0:15, 0:4, function(l, p) (l / 15)^p))
    warmth <- cross(unclass(ns(data$temp, 5)), cbind(0:3 == 0, 0:3 > 0) * 1)
    model.frame(death ~ particles + warmth + ns(time, 98) + dow, data)
  },
  lags = function() model.frame(death ~ lags(pm10 / 10, 7) + ns(time, 98) + ns(temp, 6) + ns(dptp, 3) + dow, data))

for (name in names(formulas)) {
  began <- seconds()
  frame <- formulas[[name]]()
  x <- model.matrix(attr(frame, "terms"), frame)
  y <- model.response(frame)
  basis <- seconds() - began
  once <- function() glm.fit(x, y, family = quasipoisson())
  fit <- once()
  took <- sapply(seq_len(times), function(i) { began <- seconds(); once(); seconds() - began })
  cat(sprintf('{"model":"%s","n":%d,"rank":%d,"deviance":%.12f,"basisMs":%.3f,"fitMs":[%s]}\n', name, length(y), fit$rank, fit$deviance,
              1000 * basis, paste(sprintf("%.3f", 1000 * took), collapse = ",")))
}
