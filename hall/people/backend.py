"""Django's permissions, derived from grants and from nothing else."""

from django.contrib.auth.backends import ModelBackend

from .authority import Authority


class GrantBackend(ModelBackend):
    """Passwords as Django does them; permissions only as the grants in force derive them. No superuser."""

    def has_perm(self, user_obj, perm: str, obj=None) -> bool:
        app_label, codename = perm.split(".", 1)
        verb, _, model = codename.partition("_")
        permissions = self._permissions(user_obj)
        return any(verb in permissions.get(label, ()) for label in (f"{app_label}.{model}", f"{app_label}.*"))

    def has_module_perms(self, user_obj, app_label: str) -> bool:
        return any(label.split(".")[0] == app_label for label in self._permissions(user_obj))

    def get_all_permissions(self, user_obj, obj=None) -> set[str]:
        return {
            f"{label.split('.')[0]}.{verb}_{label.split('.')[1]}"
            for label, verbs in self._permissions(user_obj).items()
            for verb in verbs
        }

    def get_group_permissions(self, user_obj, obj=None) -> set[str]:
        return set()

    def _permissions(self, user_obj) -> dict[str, set[str]]:
        """Read once per user object, that is once per request."""
        if not user_obj.is_active or user_obj.is_anonymous:
            return {}
        if not hasattr(user_obj, "_record_permissions"):
            user_obj._record_permissions = Authority.of(user_obj).record_permissions
        return user_obj._record_permissions
