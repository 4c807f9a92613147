"""The network in jax, and how it is tuned: imported by ``make learn`` alone, which installs jax."""
