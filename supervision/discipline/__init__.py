"""移交: what may be an offence goes to the authority that judges it (AH-45, WS14 十三)."""
