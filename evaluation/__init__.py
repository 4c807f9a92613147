"""Simulated people, metrics, reports, benchmarks."""
