"""Changing how the company is set up. Every change is a fact with what it was before."""
