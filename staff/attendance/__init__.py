"""Attendance (考勤): the clock device's times, the day they make, the month they add up to."""
