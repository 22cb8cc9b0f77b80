"""Licences (许可证件): what was granted, how long it holds, how it is renewed, changed and ended."""
