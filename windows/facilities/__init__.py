"""Facilities (设施设备), their faults, and the zones of the hall."""
