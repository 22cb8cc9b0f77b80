"""条款: the register of clauses inside the product – what each asks, where it is kept, how often it was applied."""
