"""The reviewed tables: who may do which act in which situation, written from the regulations and then tried out."""
