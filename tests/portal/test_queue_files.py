"""The queue in files: nobody ever reads half a message."""

import json
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection
from kombu.exceptions import ChannelError

from portal import queue_files
from portal.celery import app


@pytest.fixture
def channel(tmp_path):
    options = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path), "control_folder": str(tmp_path / "c")}
    with Connection("filesystem://", transport_options=options) as connection:
        yield connection.channel()


def test_portal_uses_it():
    with app.connection_for_write("filesystem://localhost") as connection:
        assert connection.get_transport_cls() is queue_files.Transport


def test_messages_come_out_whole_in_their_order_and_once(channel):
    for number in range(3):
        channel._put("letters", {"body": f"one of {number}: ŵ"})
    channel._put("files", {"body": "another queue"})
    assert [channel._get("letters")["body"] for _each in range(3)] == [f"one of {number}: ŵ" for number in range(3)]
    with pytest.raises(Empty):
        channel._get("letters")
    assert channel._get("files")["body"] == "another queue"


def test_message_has_its_name_only_when_it_is_full(channel, tmp_path, monkeypatch):
    seen = []

    def look(unfinished: Path, finished: Path) -> None:
        with pytest.raises(Empty):
            channel._get("letters")
        seen.append(json.loads(unfinished.read_text()))
        unfinished.rename(finished)

    monkeypatch.setattr(Path, "replace", look)
    channel._put("letters", {"body": "whole"})
    assert seen == [{"body": "whole"}] and channel._get("letters") == {"body": "whole"}


def test_folder_that_is_gone_is_said(channel, tmp_path):
    channel.__dict__["data_folder_out"] = str(tmp_path / "gone")
    with pytest.raises(ChannelError, match="Cannot put a message into"):
        channel._put("letters", {"body": "lost"})
