"""问责: on facts, with evidence, by a clause, in proportion (WS11, AH 四十一至四十三)."""
