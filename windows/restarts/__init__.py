"""重启: a window taken back, or resting out of season, is opened again on application (WS13 二(二)3、二(三))."""
