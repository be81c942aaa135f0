"""Charts as SVG, made on the server: numbers and texts in, markup out."""
