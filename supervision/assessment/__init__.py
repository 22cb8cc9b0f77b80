"""部门考核: inspections on nine points, and the year's opinion on every window (EL-5.5, AH-17, DL-25.2)."""
