"""Training of the forecasts: loaders, samples, heads, scales."""
