"""全程留痕: dossiers, their hash-chained entries, verification and the daily anchor."""
