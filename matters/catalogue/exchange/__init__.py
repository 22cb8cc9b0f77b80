"""Exchange (目录导入导出): the catalogue as departments keep it, in Excel or CSV. All of a list goes in, or nothing."""
