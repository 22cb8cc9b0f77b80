"""人员派驻: who comes to the hall and leaves it, and with that who may act in it (WS13 三, AH 四五章, DL 20–21)."""
