"""印章: the register of seals, who keeps each, and every single use (AH-28.8, AH-29 to AH-32)."""
