"""The region's platform learns of everything once and in order, whatever breaks down; and nobody else is ever told."""

import datetime as dt
import ipaddress
import json
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hall.acts.door import perform
from hall.applicants.crypto import opened
from matters.cases.models import Case, Filing, PlatformRecord
from matters.cases.push.gathering import gather, late_cases
from matters.cases.push.platform import NotTaken, send, signature
from matters.cases.push.sending import push
from tests.cases_factory import PERSON
from tests.factories import at, travel

KEY = "a-secret-of-the-region"


class Platform(HTTPServer):
    """A small platform: keeps what it took, answers as it is told to."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Door)
        self.taken, self.answer = [], 200

    @property
    def told(self) -> list[tuple]:
        return [(one["record"], one["data"].get("event_name"), one["record_version"]) for one in self.taken]


class Door(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signed = self.headers["X-Hall-Signature"] == signature(KEY, self.headers["X-Hall-Time"], body)
        if self.server.answer == 200 and signed:
            self.server.taken.append(json.loads(body))
        self.send_response(self.server.answer if signed else 403)
        self.send_header("Location", "https://elsewhere.example/")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for this machine's own address, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "platform")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("platform") / "both.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(made.public_bytes(pem) + private)
    return file


@pytest.fixture
def platform(certificate, settings):
    server = Platform()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    settings.PLATFORM_URL = f"https://127.0.0.1:{server.server_port}/receive"
    settings.PLATFORM_KEY, settings.PLATFORM_CA = KEY, str(certificate)
    cache.clear()
    yield server
    server.shutdown()
    server.server_close()


def due() -> None:
    """The waiting is over."""
    PlatformRecord.objects.filter(next_try_at__isnull=False).update(next_try_at=timezone.now())


def tried(times: int) -> None:
    for _ in range(times):
        due()
        push()


class TestSequence:
    @pytest.mark.clause("EL-3.2e", "XA-23.4", "EL-5.4a", "XA-27.4", "XA-27.2")
    def test_every_stage_goes_out_once_in_order_with_its_time(self, hall, platform):
        case = hall.accept(hall.receive())
        started = hall.start_procedure(hall.into_review(case))
        perform(started, "end", {"result": "检验合格"}, by=hall.reviewer)
        hall.hand_out(hall.bring(hall.stamp(hall.approve(Case.objects.get(pk=case.pk)))))
        assert gather() == PlatformRecord.objects.count()
        push()
        assert [one[:2] for one in platform.told] == [
            ("process", "申办"),
            ("accept", "受理"),
            ("process", "审批"),
            ("special_procedure", "特别程序申请"),
            ("special_procedure", "特别程序结果"),
            ("result", "办结"),
            ("process", "审批"),
            ("certificate", "审批"),
            ("process", "审批"),
            ("process", "领取登记"),
        ]
        accepted = platform.taken[1]["data"]
        assert accepted["project_no"] == case.number
        assert accepted["promise_date"] == "2026-03-16"
        assert accepted["accept_doc_no"] == case.dossier.papers.get(kind="acceptance").number
        assert accepted["event_start_time"] == at("2026-03-09").astimezone(dt.UTC).isoformat()
        assert platform.taken[5]["data"]["result_type"] == "准予"
        licence = Case.objects.get(pk=case.pk).granted_licence
        assert platform.taken[7]["data"]["certificate_no"] == licence.number
        assert (gather(), push()) == (0, 0)

    @pytest.mark.clause("EL-5.4b")
    def test_what_was_corrected_goes_out_again_as_the_second_version(self, hall, platform):
        case = hall.accept(hall.receive())
        perform(case, "hand_on", {"to": hall.clerk2.pk, "reason": "调岗"}, by=hall.clerk, place=hall.window)
        gather(), push()
        first, second = (one for one in platform.taken if one["record"] == "accept")
        assert (first["record_version"], second["record_version"]) == (1, 2)
        assert second["source"] == "某旗市场监督管理局"
        assert second["data"]["owner_name"] == "李窗口"

    def test_what_is_stored_names_nobody(self, hall, platform):
        hall.receive()
        gather()
        record = PlatformRecord.objects.get()
        assert "王小明" not in str(record.payload)
        assert "task_code" in opened(record.payload)

    def test_nothing_is_kept_for_a_platform_that_is_not_there(self, hall, settings):
        settings.PLATFORM_URL = ""
        hall.receive()
        assert gather() == 0


class TestBreakdown:
    @pytest.mark.clause("XA-23.4", "EL-5.4a")
    def test_while_it_is_down_everything_waits_and_then_goes_once(self, hall, platform):
        hall.accept(hall.receive())
        gather()
        platform.answer = 503
        assert push() == 0
        assert PlatformRecord.objects.filter(failure="平台没有接收（503）。").count() == 1
        platform.answer = 200
        tried(3)
        assert [one[1] for one in platform.told] == ["申办", "受理"]

    @pytest.mark.clause("XA-23.4", "XA-27.4")
    def test_what_never_goes_is_seen_and_sent_again_by_hand(self, hall, platform):
        hall.receive()
        gather()
        platform.answer = 500
        tried(9)
        dead = PlatformRecord.objects.all().dead().get()
        office, clerk = Client(), Client()
        office.force_login(hall.office)
        clerk.force_login(hall.clerk)
        assert dead.failure in office.get(reverse("platform-records")).content.decode()
        again = reverse("platform-again", args=[dead.pk])
        assert clerk.post(again).status_code == 403
        platform.answer = 200
        office.post(again)
        assert push() == 1

    def test_a_redirect_is_followed_nowhere(self, hall, platform):
        platform.answer = 307
        with pytest.raises(NotTaken, match="307"):
            send("1", b"{}")

    @pytest.mark.parametrize("url", ["http://127.0.0.1/", "file:///etc/passwd", "https:///x"])
    def test_only_an_https_address_is_a_platform(self, settings, url):
        settings.PLATFORM_URL, settings.PLATFORM_KEY = url, KEY
        with pytest.raises(NotTaken, match="PLATFORM_URL"):
            send("1", b"{}")

    @pytest.mark.clause("EL-3.1h")
    def test_an_acceptance_not_uploaded_in_time_is_listed(self, hall_of, platform):
        hall = hall_of("EL")
        case = hall.accept(hall.receive())
        assert list(late_cases(hall.hall, at("2026-03-09 18:00"))) == []
        travel("2026-03-10 10:01")
        assert list(late_cases(hall.hall, at("2026-03-10 10:01"))) == [case]
        gather(), push()
        assert list(late_cases(hall.hall, at("2026-03-10 10:01"))) == []


class TestComingIn:
    def sent(self, hall, key: str = KEY, moment: str = "", **changes):
        body = json.dumps(
            {
                "hall": hall.hall.code,
                "task_code": hall.licence.code,
                "project_no": "CZ-0001",
                "apply_time": "2026-03-09T08:00:00+08:00",
                "applyer_name": PERSON["name"],
                "applyer_page_code": PERSON["identity_number"],
                "contact_mobile": PERSON["phone"],
            }
            | changes
        ).encode()
        moment = moment or str(int(time.time()))
        headers = {"X-Hall-Time": moment, "X-Hall-Signature": signature(key, moment, body)}
        return Client().post("/api/v1/filings", body, content_type="application/json", headers=headers)

    @pytest.mark.clause("XA-23.3")
    def test_a_signed_case_opens_one_however_often_it_is_sent(self, hall, platform):
        assert self.sent(hall).status_code == 201
        assert self.sent(hall).status_code == 200
        filing = Filing.objects.get()
        assert (filing.number, filing.terminal, filing.applicant.name) == ("CZ-0001", "platform", "王小明")
        case = hall.take_in(hall.pass_review(hall.look_through(filing))).case
        gather(), push()
        [told] = [one["data"] for one in platform.taken if one["data"]["project_no"] == case.number]
        assert told["external_project_no"] == "CZ-0001"

    @pytest.mark.clause("XA-23.3")
    def test_without_the_key_or_too_late_nothing_comes_in(self, hall, platform, settings):
        assert self.sent(hall, key="guessed").status_code == 403
        assert self.sent(hall, moment=str(int(time.time()) - 3600)).status_code == 403
        settings.PLATFORM_KEY = ""
        assert self.sent(hall, key="").status_code == 403
        assert not Filing.objects.exists()

    def test_what_is_wrong_is_said(self, hall, platform):
        answered = self.sent(hall, applyer_page_code="15043019800101001X")
        assert answered.status_code == 400
        assert "证件号码" in answered.json()["detail"]


class TestReading:
    @pytest.fixture(autouse=True)
    def fresh(self):
        cache.clear()

    def test_guides_as_on_the_page(self, hall):
        base = f"/api/v1/halls/{hall.hall.code}/matters"
        found = Client().get(base, {"q": "spjy"}).json()
        assert [one["task_name"] for one in found] == ["食品经营许可"]
        guide = Client().get(f"{base}/{hall.licence.code}").json()
        assert [one["name"] for one in guide["materials"]] == ["申请书", "身份证明", "场地平面图", "管理制度"]
        assert Client().get(f"{base}/NOSUCHCODE").status_code == 404

    def test_progress_by_both_numbers_and_not_for_guessers(self, hall):
        case = hall.accept(hall.receive())

        def ask(code):
            return Client().post(
                "/api/v1/progress", {"number": case.number, "code": code}, content_type="application/json"
            )

        told = ask(case.query_code)
        assert told.json()["state"] == "已受理"
        assert "王" not in told.content.decode()
        assert [ask("23456789").status_code for _ in range(10)] == [404] * 9 + [429]

    def test_it_is_described_without_anything_from_elsewhere(self, db):
        schema = Client().get("/api/v1/openapi.json").json()
        assert set(schema["paths"]) >= {"/api/v1/progress", "/api/v1/filings"}
        page = Client().get(reverse("api")).content.decode()
        assert "查找事项" in page
        assert "https://" not in page
