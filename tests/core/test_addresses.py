"""Addresses as they are shown: never with a password, a key or a signature."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.core.params.addresses import without_secrets


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("s3://bucket/exports/requests.csv", "s3://bucket/exports/requests.csv"),
        ("memory://exports/*.csv", "memory://exports/*.csv"),
        ("https://host:8443/requests.csv", "https://host:8443/requests.csv"),
        ("abfs://box@account.dfs.core.windows.net/a.csv", "abfs://box@account.dfs.core.windows.net/a.csv"),
        ("simplecache::s3://bucket/a.csv", "s3://bucket/a.csv"),
        ("data/swindon/a@b?.csv", "data/swindon/a@b?.csv"),
    ],
)
def test_an_address_without_secrets_is_shown_as_it_is(address, shown):
    assert without_secrets(address) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("sftp://user:hush@host/a.csv", "sftp://host/a.csv"),
        ("https://hush@host/a.csv", "https://host/a.csv"),
        ("sftp://user:hu/hush@host/a.csv", "sftp://host/a.csv"),
        ("sftp://user:hu@hush@host/a.csv", "sftp://host/a.csv"),
        ("sftp://user:12?hush@host/a.csv", "sftp://…"),
        ("sftp://user:hush#2@host/a.csv", "sftp://…"),
        ("https://account.blob.core.windows.net/a.csv?sv=1&sig=hush", "https://account.blob.core.windows.net/a.csv"),
        ("https://host/a.csv?mail=me@here&sig=hush", "https://host/a.csv"),
        ("https://host/a.csv#hush", "https://host/a.csv"),
        ("abfs://box:hush@account/a.csv", "abfs://account/a.csv"),
        ("zip://a.csv::https://user:hush@host/a.zip", "zip://host/a.zip"),
    ],
)
def test_what_is_secret_in_an_address_is_left_out(address, shown):
    assert without_secrets(address) == shown


@given(st.text("hush?#@/:&=%", max_size=12), st.sampled_from(["sftp", "https", "ftp", "abfs"]))
@settings(max_examples=100, deadline=None)
def test_no_password_is_ever_shown(more, scheme):
    assert "SECRET" not in without_secrets(f"{scheme}://user:{more}SECRET{more}@host/a.csv")
    assert "SECRET" not in without_secrets(f"{scheme}://host/a.csv?{more}SECRET{more}")
