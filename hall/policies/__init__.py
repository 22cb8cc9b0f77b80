"""Policies on government service (政策措施): made, published in time, and explained (XA-35)."""
