"""督查通报: drafted from the data, approved, delivered, numbered, filed (WS15)."""
