"""What `make mutants` is made of: the mutants that there are, a trial of one, and the page that reports."""
