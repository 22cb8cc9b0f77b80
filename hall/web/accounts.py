"""User accounts in the admin: who there is and whether they may log in. What they may do, grants say."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from hall.models import Grant
from hall.people.authority import Authority
from hall.people.roles import WATCHES_THE_OFFICE, Role
from hall.people.user import User


def within_reach(authority: Authority) -> QuerySet:
    """The accounts a person may keep: whoever resets a password can be that user, so nobody who works elsewhere and
    nobody who watches over the hall office.
    """
    if authority.holds(Role.SYSADMIN):
        return User.objects.all()
    halls = [grant.hall_id for grant in authority.grants if grant.role == Role.HALL_OFFICE]
    beyond = Grant.objects.meeting(authority.at, None).filter(
        ~Q(hall__in=halls) | Q(role__in=WATCHES_THE_OFFICE)
    )
    return User.objects.exclude(pk__in=beyond.values("user"))


class AccountCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("username", "name")


class AccountChangeForm(UserChangeForm):
    class Meta:
        model = User
        fields = ("username", "name", "is_active")


@admin.register(User)
class AccountAdmin(UserAdmin, SimpleHistoryAdmin):
    form, add_form = AccountChangeForm, AccountCreationForm
    list_display = ("username", "name", "is_active", "last_login", "created_at")
    list_filter = ("is_active",)
    search_fields = ("username", "name")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "created_at")
    fieldsets = (
        (None, {"fields": ("username", "name", "password")}),
        ("状态", {"fields": ("is_active", "last_login", "created_at")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "usable_password", "password1", "password2")}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(pk__in=within_reach(Authority.of(request.user)))

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """The timeline names its people for ever; an account that is no longer needed is switched off."""
        return False
