"""The ways out besides the site: one format a file, each a pure function from pages to bytes."""
