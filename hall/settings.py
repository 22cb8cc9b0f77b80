"""Settings of the hall: one file, told apart by the environment (docs/decisions/0002).

``HALL_MODE`` is ``embedded`` (default: this folder alone, SQLite, no broker server, the demo) or
``production`` (PostgreSQL, Redis, secrets from the environment; refuses to start when one is missing or weak).
``HALL_VAR`` is the one folder that keeps data: database, papers, uploads, queue, generated secrets.
"""

from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from hall.embedded import generated_secrets
from hall.production import production_objections

BASE_DIR = Path(__file__).resolve().parent.parent
FIXTURES = BASE_DIR / "fixtures"
env = environ.Env()

# --- Mode ---------------------------------------------------------------------------------------------------
HALL_MODE = env.str("HALL_MODE", default="embedded")
if HALL_MODE not in ("embedded", "production"):
    raise ImproperlyConfigured(f"HALL_MODE={HALL_MODE}：只能是 embedded（单机）或 production（正式运行）。")
PRODUCTION = HALL_MODE == "production"
DEBUG = env.bool("DEBUG", default=False)
LEGAL_TIME_TRAVEL = not PRODUCTION  # the demo may move the legal clock; a hall in earnest never
DEMO_ACCOUNTS = not PRODUCTION  # the login page may name the demo's accounts

VAR = Path(env.str("HALL_VAR", default=str(BASE_DIR / "var"))).resolve()
MEDIA_ROOT = VAR / "media"
STATIC_ROOT = VAR / "static"
for _folder in (MEDIA_ROOT, STATIC_ROOT):
    _folder.mkdir(parents=True, exist_ok=True)

# --- Secrets ------------------------------------------------------------------------------------------------
_drawn = {} if PRODUCTION else generated_secrets(VAR / "secrets.json")
SECRET_KEY = env.str("SECRET_KEY", default=_drawn.get("SECRET_KEY", ""))
PERSONAL_DATA_KEYS = env.list(
    "PERSONAL_DATA_KEYS", default=_drawn.get("PERSONAL_DATA_KEYS", [])
)  # newest first
BLIND_INDEX_KEY = env.str("BLIND_INDEX_KEY", default=_drawn.get("BLIND_INDEX_KEY", ""))

# --- Electronic seals: a certificate for each hall, its own or (never in earnest) one of the demo's ----------
SEAL_CERTIFICATES = Path(env.str("SEAL_CERTIFICATES", default=str(VAR / "seals")))
SEAL_KEY_PASSWORD = env.str("SEAL_KEY_PASSWORD", default="")

# --- Applications -------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "supervision",
    "complaints",
    "matters.cases",
    "windows",
    "staff",
    "matters.catalogue",
    "hall",
    "hall.web.apps.HallAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "import_export",
    "simple_history",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hall.web.idle.Idle",
    "hall.reading.read_once",
    "hall.web.middleware.Standing",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it replaces the answer once an account is locked out
]
ROOT_URLCONF = "hall.urls"
WSGI_APPLICATION = "hall.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hall.web.shell.shell",
            ],
        },
    },
]
FORM_RENDERER = "hall.web.rendering.HallForms"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Language and time --------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "hall.web.formats"  # dates in forms as browsers' own date fields want them

# --- Database -----------------------------------------------------------------------------------------------
_database = env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'hall.sqlite3'}")
if "sqlite" in _database["ENGINE"]:
    # Without IMMEDIATE and WAL concurrent writers fail at once with "database is locked" instead of waiting.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
        "PRAGMA busy_timeout=20000;PRAGMA foreign_keys=ON;"
        "PRAGMA recursive_triggers=ON;",  # else INSERT OR REPLACE would delete past the triggers
    }
else:
    _database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # A clerk is told that somebody else has the case at hand; nobody stares at a page that hangs on a lock.
    _database["OPTIONS"] = _database.get("OPTIONS", {}) | {"options": "-c lock_timeout=8s"}
DATABASES = {"default": _database}

# --- Cache (rate limits, login locks) and queue -------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
    # A killed worker's tasks come back after this many seconds; kombu would look for them only every 100 s.
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 300,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,  # who rings the bell does not wait for a broker that does not answer
    }
else:
    _cache, _queue, _control = (VAR / folder for folder in ("cache", "queue", "queue/control"))
    _control.mkdir(parents=True, exist_ok=True)
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": _cache}
    }
    CELERY_BROKER_URL = "filesystem://localhost"  # without a host kombu warns of every first message
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue),
        "data_folder_out": str(_queue),  # the same: what is sent is what is fetched
        "control_folder": str(_control),
    }

# --- Celery: only the doorbell; what is due stands in the database ------------------------------------------
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_DB_REUSE_MAX = 1000
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    # A tick that waited longer than its period is worthless: the next one does its work.
    "sweep": {"task": "hall.clocks.tasks.sweep", "schedule": 30, "options": {"expires": 30}},
    "heartbeat": {"task": "hall.clocks.tasks.heartbeat", "schedule": 60, "options": {"expires": 60}},
    "render": {"task": "hall.papers.tasks.render_pending", "schedule": 30, "options": {"expires": 30}},
    "send": {"task": "hall.outbox.tasks.send", "schedule": 30, "options": {"expires": 30}},
    "summaries": {"task": "supervision.tasks.summaries", "schedule": 300, "options": {"expires": 300}},
    "push": {"task": "matters.cases.tasks.push", "schedule": 30, "options": {"expires": 30}},
    "anchor": {"task": "hall.timeline.tasks.anchor", "schedule": crontab(hour=0, minute=5)},
}

# --- Messages that leave the house (hall/outbox): a hall in earnest names its own senders -------------------
_sender = "hall.outbox.sender." + ("NotConnected" if PRODUCTION else "FileSender")
SENDERS = {
    "sms": env.str("SMS_SENDER", default=_sender),
    "email": env.str("EMAIL_SENDER", default=_sender),
}
vars().update(env.email_url("EMAIL_URL", default="dummymail://"))  # only EmailSender asks for it

# The day's anchor sheet goes to these addresses: of people who do not run the machines (hall/timeline/sheet)
ANCHOR_SHEET_TO = env.list("ANCHOR_SHEET_TO", default=[])

# --- The region's integrated platform (matters/cases/push): nothing is pushed until its address is given -----
PLATFORM_URL = env.str("PLATFORM_URL", default="")
PLATFORM_KEY = env.str("PLATFORM_KEY", default="")  # the secret shared with it, for signatures both ways
PLATFORM_CA = env.str("PLATFORM_CA", default="")  # its certificate authority, where that is no public one

# --- People and sessions ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "hall.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "hall.people.backend.GrantBackend"]
_validation = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validation}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_validation}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_validation}.CommonPasswordValidator"},
    {"NAME": f"{_validation}.NumericPasswordValidator"},
    {"NAME": "hall.people.passwords.Mixed"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
SESSION_COOKIE_AGE = 10 * 60 * 60  # one working day at the counter
IDLE_MINUTES = env.int("IDLE_MINUTES", default=30)  # who has not moved for so long gives the password again
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # counter computers are shared
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "hall.web.limits.address_of"
AXES_LOCKOUT_TEMPLATE = "hall/locked.html"
AXES_VERBOSE = False

# --- Web ----------------------------------------------------------------------------------------------------
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
# What the QR code on a paper points to, without a slash at the end.
PUBLIC_URL = env.str("PUBLIC_URL", default="" if PRODUCTION else "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
CSRF_FAILURE_VIEW = "hall.web.errors.csrf_failure"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = (
    "/media/"  # never served as files: papers and uploads leave only through views that ask who is reading
)
UPLOAD_MAX_MEGABYTES = env.int("UPLOAD_MAX_MEGABYTES", default=20)  # one uploaded file
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 60 * 60) if PRODUCTION else 0
# Includes no subdomains and asks for no preloading: the hall answers for its own name, not for its government's.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
BEHIND_TLS_PROXY = env.bool("BEHIND_TLS_PROXY", default=False)
if BEHIND_TLS_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap keeps its small icons as data: inside the style sheet
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# --- Logging ------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"level": "INFO", "handlers": ["console"], "propagate": False},
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}

# --- A hall in earnest starts safely or not at all ----------------------------------------------------------
if PRODUCTION and (
    _objections := production_objections(
        debug=DEBUG,
        secret_key=SECRET_KEY,
        personal_data_keys=PERSONAL_DATA_KEYS,
        blind_index_key=BLIND_INDEX_KEY,
        database_engine=_database["ENGINE"],
        allow_sqlite=env.bool("ALLOW_SQLITE_IN_PRODUCTION", default=False),
        broker_url=CELERY_BROKER_URL,
        allowed_hosts=ALLOWED_HOSTS,
        public_url=PUBLIC_URL,
    )
):
    raise ImproperlyConfigured("不能以 production 方式启动：\n- " + "\n- ".join(_objections))
