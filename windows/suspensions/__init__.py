"""业务临时停办: a department stops a business for a time, announced ahead."""
