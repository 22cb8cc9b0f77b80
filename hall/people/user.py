"""User accounts. An account by itself may do nothing; grants say what, where and until when."""

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from simple_history.models import HistoricalRecords


class UserManager(BaseUserManager):
    def create_user(self, username: str, name: str, password: str | None = None, **fields):
        """Create an account; without a password it cannot log in until one is set."""
        user = self.model(username=self.model.normalize_username(username), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username):
        return self.get(username=username)


class User(AbstractBaseUser):
    """A person who works with the system. There is no superuser: nothing opens without a grant."""

    username = models.CharField("用户名", max_length=60, unique=True, validators=[UnicodeUsernameValidator()])
    name = models.CharField("姓名", max_length=60)
    is_active = models.BooleanField("在用", default=True)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    objects = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = "用户"

    def __str__(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def has_perm(self, perm: str, obj=None) -> bool:
        """Whether a grant in force derives this Django permission; asked of every backend."""
        return any(b.has_perm(self, perm, obj) for b in get_backends() if hasattr(b, "has_perm"))

    def has_perms(self, perms, obj=None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        return any(
            b.has_module_perms(self, app_label) for b in get_backends() if hasattr(b, "has_module_perms")
        )

    @property
    def is_staff(self) -> bool:
        """Whether the admin's door opens: some grant derives some record permission."""
        return self.is_active and any(
            backend.get_all_permissions(self)
            for backend in get_backends()
            if hasattr(backend, "get_all_permissions")
        )
