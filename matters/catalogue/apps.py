from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "matters.catalogue"
    label = "catalogue"
    verbose_name = "事项目录"
