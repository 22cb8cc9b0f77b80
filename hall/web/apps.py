"""The admin is configured here, apart from its site, which may be imported only once the apps are loaded."""

from django.contrib.admin.apps import AdminConfig


class HallAdminConfig(AdminConfig):
    default_site = "hall.web.site.HallAdminSite"
