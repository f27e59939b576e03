"""Measuring and long runs: what is too slow for every test run, and what is compared with others."""
