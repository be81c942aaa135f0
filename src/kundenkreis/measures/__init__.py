"""Measures: how well promises are kept, for whom, and how sure we can be.

Pure calculation over NumPy arrays. Nothing here knows a database, a person's
name or a page, and no result is ever about a single person: a requester is
only a code by which cases that resemble each other are held together.
"""
