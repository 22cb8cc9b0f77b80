"""What a hall in earnest must not start without. Pure: settings.py asks it before Django is set up."""

from collections.abc import Sequence

from cryptography.fernet import Fernet

SHORTEST_SECRET = 50
SHORTEST_INDEX_KEY = 32


def production_objections(
    *,
    debug: bool,
    secret_key: str,
    personal_data_keys: Sequence[str],
    blind_index_key: str,
    database_engine: str,
    allow_sqlite: bool,
    broker_url: str,
    allowed_hosts: Sequence[str],
    public_url: str,
) -> list[str]:
    """Everything that forbids a start in production, as sentences for the operator; all of them at once."""
    found = []
    if debug:
        found.append("DEBUG 必须关闭：出错页会泄露办件数据。请删除环境变量 DEBUG。")
    if len(secret_key) < SHORTEST_SECRET or len(set(secret_key)) < 5:
        found.append(f"SECRET_KEY 缺失或太弱：请设置至少 {SHORTEST_SECRET} 个随机字符。")
    if not personal_data_keys or not all(map(_is_fernet_key, personal_data_keys)):
        found.append(
            "PERSONAL_DATA_KEYS 缺失或无效：请设置一个或多个 Fernet 密钥，以逗号分隔，新密钥在前"
            "(生成：python -m hall.production)。"
        )
    if len(blind_index_key) < SHORTEST_INDEX_KEY:
        found.append(
            f"BLIND_INDEX_KEY 缺失或太短：请设置至少 {SHORTEST_INDEX_KEY} 个随机字符，此后不得更换。"
        )
    if "sqlite" in database_engine and not allow_sqlite:
        found.append(
            "正式运行须使用 PostgreSQL：请设置 DATABASE_URL；"
            "确需使用 SQLite 的，请设置 ALLOW_SQLITE_IN_PRODUCTION=true。"
        )
    if broker_url.startswith("filesystem:"):
        found.append("正式运行须使用 Redis：请设置 REDIS_URL。")
    if not allowed_hosts or "*" in allowed_hosts:
        found.append("ALLOWED_HOSTS 缺失或含 *：请写明本大厅的域名，以逗号分隔。")
    if not public_url.startswith("https://"):
        found.append("PUBLIC_URL 缺失：请设置办事人扫码查验文书的网址，以 https:// 开头。")
    return found


def _is_fernet_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


if __name__ == "__main__":
    print(Fernet.generate_key().decode())
