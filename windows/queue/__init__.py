"""排队叫号和预约: numbers drawn at the door, called at the windows, and slots booked beforehand."""
