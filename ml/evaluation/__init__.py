"""How good the forecasts are: scores, tables, plots."""
