"""Addresses such as s3://bucket/requests.csv, as they may be shown."""

_WITH_CONTAINER = ("abfs", "abfss", "wasb", "wasbs")


def without_secrets(address: str) -> str:
    """An address without the passwords, keys and signatures that may stand in it: with neither `user:password@` nor `?query`.

    Where an address can be read in two ways, rather more of it is left out. A path of this machine stays as it is.
    """
    scheme, joint, rest = address.partition("://")
    if not joint:
        return address
    scheme = scheme.rpartition("::")[2]
    head = rest.split("?")[0].split("#")[0]
    before, at, after = head.rpartition("@")
    if at and scheme in _WITH_CONTAINER and ":" not in before:
        return f"{scheme}://{head}"  # abfs://container@account.dfs.core.windows.net/path
    if at:
        return f"{scheme}://{after}"
    if "@" in rest and ":" in head.partition("/")[0]:
        return f"{scheme}://…"  # it may be a password with a question mark in it
    return f"{scheme}://{head}"
