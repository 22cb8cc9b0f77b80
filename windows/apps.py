from django.apps import AppConfig


class WindowsConfig(AppConfig):
    name = "windows"
    label = "windows"
    verbose_name = "窗口"
