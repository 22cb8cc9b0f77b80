"""The hall tree, its departments and its places: whom and where everything else names."""
