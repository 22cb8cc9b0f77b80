"""遗失物品: handed in, kept, announced, and given back to whoever proves to be the owner."""
