"""Before and after of an object's fields, for its timeline entry."""

from copy import deepcopy

from .form import plain


def snapshot(obj) -> dict:
    """The stored values of all concrete fields but dossier and state; JSON is copied, it may change in place."""
    return {
        f.attname: deepcopy(value) if isinstance(value := obj.__dict__.get(f.attname), dict | list) else value
        for f in obj._meta.concrete_fields
        if f.name not in ("dossier", "state")
    }


def changes(obj, before: dict) -> dict:
    """``{field: [old, new]}`` for what an act changed; private fields only say that they did."""
    found = {}
    for name, old in before.items():
        new = obj.__dict__.get(name)
        if new == old:
            continue
        private = name in obj.private_fields or name.removesuffix("_id") in obj.private_fields
        found[name] = "（已变更，不记入留痕）" if private else [plain(old), plain(new)]
    return found
