"""What `make bench` measures: ratios in one run, never absolute promises; results go to docs/performance.md."""
