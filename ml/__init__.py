"""Forecasts of air quality: training, export, evaluation and registry. The runtime beside it is TypeScript."""
