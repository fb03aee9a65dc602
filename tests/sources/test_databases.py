"""Rows from a database: the same as from a file of them, and nothing written, whatever a query says."""

import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest

from send_analysis.core.errors import DataError, SetupError
from send_analysis.core.params.release import Extract
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.datasets.typed import typed_rows
from send_analysis.sources import databases
from send_analysis.sources.databases import read_query
from send_analysis.sources.reading import read_extract
from tests.datasets.extracts import rows_of
from tests.sources.postgres import PASSWORD, USER, address, running

VARIABLE = "SEND_ANALYSIS_TEST_DATABASE"

needs_postgresql = pytest.mark.needs("postgresql")


@pytest.fixture(scope="module")
def port():
    with running() as port:
        yield port


@pytest.fixture
def owner(port):
    """A connection that may write, to make tables with; they go when it is closed."""
    import psycopg

    with psycopg.connect(host="127.0.0.1", port=port, user=USER, password=PASSWORD, dbname="postgres") as connection:
        connection.autocommit = True
        connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        yield connection


@pytest.fixture
def postgresql(port, owner, monkeypatch):
    """A function that reads a query from PostgreSQL."""
    monkeypatch.setenv(VARIABLE, address(port, options="?options=-c%20statement_timeout%3D2000"))
    return lambda query: read_query(query, VARIABLE)


@pytest.fixture
def sqlite(tmp_path, monkeypatch):
    """A function that runs statements in an SQLite database and then reads a query from it."""
    path = tmp_path / "rows.db"
    monkeypatch.setenv(VARIABLE, f"sqlite:///{path}")

    def read(query: str, *statements: str):
        connection = sqlite3.connect(path)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()
        return read_query(query, VARIABLE)

    return read


def error_of(read, *arguments) -> str:
    with pytest.raises((DataError, SetupError)) as error:
        read(*arguments)
    return str(error.value).removeprefix(f"query to {VARIABLE}: ")


# The rows


def test_rows_are_text_and_dates_and_are_numbered_as_in_a_file(sqlite):
    rows = sqlite(
        "SELECT * FROM t ORDER BY a",
        "CREATE TABLE t (a INTEGER, b TEXT, c REAL)",
        "INSERT INTO t VALUES (1, ' x ', 1.0), (2, '', 1.5), (3, NULL, NULL)",
    )
    assert rows.frame["a"].tolist() == ["1", "2", "3"]
    assert rows.frame["b"].tolist()[0] == "x"
    assert rows.frame["b"].isna().tolist() == [False, True, True]
    assert rows.frame["c"].tolist()[:2] == ["1", "1.5"]
    assert rows.row_numbers.tolist() == [2, 3, 4]


def test_a_query_without_rows_has_its_columns(sqlite):
    rows = sqlite("SELECT 1 AS a, 'x' AS b WHERE 0")
    assert (list(rows.frame), len(rows)) == (["a", "b"], 0)


def test_percent_signs_colons_and_semicolons_in_texts_mean_themselves(sqlite):
    rows = sqlite("SELECT '50%' AS a, ':b; c' AS b -- that was all; it ends here\n;")
    assert rows.frame.iloc[0].tolist() == ["50%", ":b; c"]


def test_the_digest_is_that_of_the_rows_however_they_are_fetched(sqlite, monkeypatch):
    rows = ("CREATE TABLE t (a, b)", "INSERT INTO t VALUES (1, 'ab'), (2, 'c'), (3, NULL), (4, 'd')")
    whole = sqlite("SELECT * FROM t", *rows)
    monkeypatch.setattr(databases, "CHUNK", 3)
    assert sqlite("SELECT * FROM t").digest == whole.digest
    others = {
        sqlite(query).digest
        for query in (
            "SELECT a, b AS c FROM t",
            "SELECT * FROM t ORDER BY a DESC",
            "SELECT * FROM t WHERE a < 4",
            "SELECT a, coalesce(b, '') AS b FROM t",
            "SELECT a, replace(replace(b, 'ab', 'a'), 'c', 'bc') AS b FROM t",
        )
    }
    assert len(others | {whole.digest}) == 6


def test_a_column_whose_chunks_differ_in_kind_is_text(sqlite, monkeypatch):
    monkeypatch.setattr(databases, "CHUNK", 1)
    values = "INSERT INTO t VALUES (NULL), (1), ('x'), (2.5)"
    rows = sqlite("SELECT * FROM t", "CREATE TABLE t (a)", values, "INSERT INTO t VALUES (7)")
    assert rows.frame["a"].tolist() == ["1", "x", "2.5", "7"]


@needs_postgresql
def test_every_type_of_postgresql_is_read_as_what_it_is(postgresql):
    rows = postgresql(
        "SELECT date '2022-06-22' AS d, timestamp '2022-06-22 14:30' AS t, timestamptz '2022-06-22 14:30+01' AS z,"
        " 12.00::numeric AS n, 1.50::numeric AS f, 7::bigint AS i, true AS b, time '09:30' AS c, 2.0::float8 AS g,"
        " '00000000-0000-0000-0000-000000000001'::uuid AS u, NULL::text AS e, '  x ' AS s"
    )
    first = rows.frame.iloc[0]
    assert first["d"] == pd.Timestamp(2022, 6, 22)
    assert first["t"] == pd.Timestamp(2022, 6, 22, 14, 30)
    assert first["z"] == pd.Timestamp(2022, 6, 22, 13, 30, tz="UTC")
    assert first[["n", "f", "i", "b", "c", "g", "s"]].tolist() == ["12", "1.50", "7", "true", "09:30:00", "2", "x"]
    assert first["u"].endswith("-000000000001")
    assert rows.frame.dtypes.astype(str).tolist()[:4] == ["datetime64[us]", "datetime64[us]", "datetime64[us, UTC]", "str"]


@needs_postgresql
def test_dates_and_blanks_in_later_chunks_are_still_dates(postgresql, monkeypatch):
    monkeypatch.setattr(databases, "CHUNK", 2)
    rows = postgresql(
        "SELECT CASE WHEN i IN (4, 5) THEN date '2022-06-22' END AS d, i FROM generate_series(1, 7) AS i ORDER BY i"
    )
    assert rows.frame["d"].dtype == "datetime64[us]"
    assert rows.frame["d"].notna().tolist() == [False, False, False, True, True, False, False]


@needs_postgresql
@pytest.mark.parametrize("name", ["requests", "contacts"])
def test_the_same_rows_come_from_postgresql_sqlite_and_csv(name, tmp_path, port, owner, monkeypatch):
    table = rows_of(name, {}, {"primary_need": "", "channel": "phone"}, {"late_cause": "late_advice", "responded_at": ""})
    table = table[[each for each in SPECS[name].columns if each in table]]
    table.to_csv(tmp_path / "rows.csv", index=False)
    with sqlite3.connect(tmp_path / "rows.db") as connection:
        table.to_sql("rows", connection, index=False)
    connection.close()
    kinds = {"_on": "date", "_at": "timestamptz"}
    columns = ", ".join(f"{each} {kinds.get(each[-3:], 'text')}" for each in table)
    owner.execute(f"CREATE TABLE rows ({columns})")
    owner.execute("SET timezone = 'Europe/London'")
    marks = ", ".join(["%s"] * len(table.columns))
    for row in table.itertuples(index=False):
        owner.execute(f"INSERT INTO rows VALUES ({marks})", [each or None for each in row])
    monkeypatch.setenv("EMBEDDED", f"sqlite:///{tmp_path / 'rows.db'}")
    monkeypatch.setenv("SERVER", address(port))
    query = f"SELECT * FROM rows ORDER BY {table.columns[0]}"
    extracts = [
        Extract(path="rows.csv"), Extract(query=query, connection="EMBEDDED"), Extract(query=query, connection="SERVER"),
    ]  # fmt: skip
    read = [typed_rows(SPECS[name], read_extract(extract, tmp_path, SPECS[name].columns)) for extract in extracts]
    assert [findings for _, findings in read] == [[], [], []]
    for rows, _ in read[1:]:
        pd.testing.assert_frame_equal(rows, read[0][0])


@needs_postgresql
def test_a_large_table_comes_in_chunks(postgresql, monkeypatch):
    monkeypatch.setattr(databases, "CHUNK", 500)
    sizes = []
    add = databases.Columns.add
    monkeypatch.setattr(databases.Columns, "add", lambda self, rows: (sizes.append(len(rows)), add(self, rows)))
    rows = postgresql("SELECT i, 'synthetic ' || i AS t FROM generate_series(1, 1200) AS i ORDER BY i")
    assert (len(rows), sizes) == (1200, [500, 500, 200])
    assert rows.frame["t"].iloc[-1] == "synthetic 1200"
    assert np.array_equal(rows.row_numbers, np.arange(2, 1202))


# What a query may be


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1 AS a; DROP TABLE t",
        "SELECT 1 AS a; SELECT 2",
        "SELECT ';' AS a; COMMIT",
        "SELECT 1 /* ; */ ; -- ;\n SELECT 2",
    ],
)
def test_several_statements_are_refused(sqlite, query):
    assert error_of(sqlite, query) == "holds several statements; it may be only one. Keep one SELECT."


@pytest.mark.parametrize(
    "query", ["", ";", "INSERT INTO t VALUES (1)", "DROP TABLE t", "COMMIT", "-- SELECT\nDELETE FROM t"]
)
def test_what_does_not_begin_like_a_select_is_refused(sqlite, query):
    assert error_of(sqlite, query).startswith("is not a SELECT.")


@pytest.mark.parametrize(
    "query", ["(SELECT 1 AS a)", "\n select 1 AS a", "WITH q AS (SELECT 1 AS a) SELECT * FROM q", "TABLE t"]
)
@needs_postgresql
def test_every_form_of_a_select_is_read(postgresql, owner, query):
    owner.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1)")
    assert postgresql(query).frame["a"].tolist() == ["1"]


@needs_postgresql
@pytest.mark.parametrize("text", ["E'it\\'s; so'", "$$a; b$$", "$x$a; $$ b$x$", "'it''s; so'"])
def test_a_semicolon_in_any_kind_of_text_is_one(postgresql, text):
    assert ";" in postgresql(f"SELECT {text} AS a").frame["a"].iloc[0]


def test_a_change_disguised_as_a_select_changes_nothing_in_sqlite(sqlite):
    table = "CREATE TABLE t (a)"
    for query in ("WITH q AS (SELECT 1) INSERT INTO t SELECT 1 RETURNING a", "WITH q AS (SELECT 1) DELETE FROM t"):
        assert error_of(sqlite, query, table).startswith("the query would change the database.")
        table = "INSERT INTO t VALUES (7)"
    assert sqlite("SELECT * FROM t").frame["a"].tolist() == ["7"]


@needs_postgresql
def test_a_change_disguised_as_a_select_changes_nothing_in_postgresql(postgresql, owner):
    owner.execute("CREATE TABLE t (a int)")
    owner.execute("CREATE FUNCTION add() RETURNS int LANGUAGE sql AS 'INSERT INTO t VALUES (1) RETURNING a'")
    assert error_of(postgresql, "SELECT add() AS a").startswith("the query would change the database.")
    assert "(0A000: " in error_of(postgresql, "WITH q AS (INSERT INTO t VALUES (1) RETURNING a) SELECT * FROM q")
    assert "(42601: " in error_of(postgresql, "SELECT 1 AS a INTO u")
    assert owner.execute("SELECT count(*) FROM t").fetchone() == (0,)


def test_two_columns_of_one_name_are_refused(sqlite):
    assert error_of(sqlite, "SELECT 1 AS a, 2 AS b, 3 AS a") == (
        "columns 1 and 3 are both called `a`. Give one another name with AS."
    )


@needs_postgresql
@pytest.mark.parametrize("value", ["'a'::bytea", "'{}'::jsonb", "ARRAY[1, 2]", "interval '1 day'"])
def test_what_is_no_value_of_a_table_is_refused_by_column(postgresql, value):
    said = error_of(postgresql, f"SELECT 1 AS a, {value} AS odd")
    assert said.startswith("column `odd` holds values of the type ")
    assert said.endswith("Leave the column out, or turn it into text in the query.")


# What goes wrong, in words


def test_a_missing_address_says_where_it_is_kept(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    said = error_of(read_query, "SELECT 1", VARIABLE)
    assert said.startswith(f"the environment variable {VARIABLE} is not set. Set it to the database's address")
    assert said.endswith("the address never goes into params.")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("secret-word", "is not the address of a database"),
        ("postgresql://user:secret-word@server:port/x", "is not the address of a database"),
        ("oddbase://user:secret-word@server/x", "oddbase is no kind of database that is read"),
        ("sqlite:////nowhere/secret-word.db", "there is no file at the address"),
        ("mssql+nothing://user:secret-word@server/x", "mssql+nothing is no kind of database that is read"),
        (
            "mysql+mysqldb://user:secret-word@server/x",
            "needs the driver MySQLdb, which is not installed. Install it: pip install",
        ),
        ("postgresql://user:secret-word@127.0.0.1:9/x?odd=1", "names an option that the driver does not know"),
        ("postgresql://user:secret-word@127.0.0.1:9/x", "no server answers at the address"),
    ],
)
def test_a_wrong_address_is_said_in_words_and_not_repeated(monkeypatch, address, said):
    monkeypatch.setenv(VARIABLE, address)
    message = error_of(read_query, "SELECT 1", VARIABLE)
    assert said in message
    assert "secret-word" not in message
    assert "user:" not in message.replace("postgresql+psycopg://user:", "")


def test_without_sqlalchemy_the_message_says_how_to_install_it():
    code = (
        "import sys; sys.modules['sqlalchemy'] = None\n"
        "from send_analysis.sources.databases import read_query\n"
        "try: read_query('SELECT 1', 'HOME')\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == (
        'SetupError query to HOME: needs SQLAlchemy. Install it: pip install "send-analysis[databases]"'
    )


def test_sqlalchemy_is_imported_only_when_a_query_is_read():
    code = "import sys, send_analysis.sources.reading; print('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_a_file_that_is_no_database_is_said_in_words(tmp_path, monkeypatch):
    (tmp_path / "rows.db").write_text("synthetic text, and long enough to be read as a header of a database" * 30)
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path / 'rows.db'}")
    assert error_of(read_query, "SELECT * FROM t", VARIABLE) == (
        "the file at the address is not an SQLite database, or is encrypted."
    )


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT a FROM nowhere", "the database has no such table or view"),
        ("SELECT missing FROM t", "a column that the query names does not exist"),
        ("SELECT a FRM t WHERE", "the query is not written as this kind of database needs it"),
        ("SELECT 'never closed", "the query is not written as this kind of database needs it"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_in_words(sqlite, query, said):
    assert error_of(sqlite, query, "CREATE TABLE t (a)").startswith(said)


@needs_postgresql
@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "SELECT a FROM nowhere",
            'no such table or view, or does not show it to this user. (42P01: relation "nowhere" does',
        ),
        ("SELECT missing FROM t", "a column that the query names does not exist. (42703: "),
        ("SELECT a FRM t WHERE", "not written as this kind of database needs it. (42601: syntax error at or near"),
        ("SELECT pg_sleep(60)", "because it took too long. Ask for fewer rows or columns, or try later. (57014)"),
        ("SELECT 1 / (a - a) AS a FROM t", "a value of a row cannot be turned into what the query asks for."),
        ("SELECT 'infinity'::timestamp AS a", "holds a day after the year 9999"),
        ("SELECT '0044-03-15 BC'::date AS a", "holds a day before the year 1."),
        ("SELECT pg_terminate_backend(pg_backend_pid())", "the connection broke off."),
    ],
)
def test_what_postgresql_refuses_is_said_in_words(port, owner, monkeypatch, query, said):
    owner.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1)")
    monkeypatch.setenv(VARIABLE, address(port, options="?options=-c%20statement_timeout%3D200"))
    assert said in error_of(read_query, query, VARIABLE)


@needs_postgresql
def test_a_value_of_a_row_is_never_repeated(postgresql, owner):
    owner.execute("CREATE TABLE t (a text); INSERT INTO t VALUES ('synthetic person')")
    said = error_of(postgresql, "SELECT a::date AS a FROM t")
    assert said.endswith("(22007)")
    assert "synthetic" not in said


@needs_postgresql
def test_a_user_without_the_right_is_told_so(port, owner, monkeypatch):
    owner.execute("CREATE TABLE t (a int); DROP ROLE IF EXISTS synthetic_reader")
    owner.execute("CREATE ROLE synthetic_reader LOGIN PASSWORD 'synthetic'")
    owner.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
    monkeypatch.setenv(VARIABLE, address(port, user="synthetic_reader", password="synthetic"))
    assert error_of(read_query, "SELECT * FROM t", VARIABLE).startswith("the user in the address may not read what")


@needs_postgresql
@pytest.mark.parametrize(
    ("database", "password", "options", "said"),
    [
        ("postgres", "not the password", "", "the database refuses the user name or password in the address."),
        ("postgres", "", "", "the database refuses the user name or password in the address."),
        ("no_such_database", PASSWORD, "", "the server has no database of the name in the address."),
        ("postgres", PASSWORD, "?sslmode=require", "the server and the driver do not agree on encryption."),
    ],
)
def test_a_server_that_lets_nobody_in_is_said_in_words(port, monkeypatch, database, password, options, said):
    monkeypatch.setenv(VARIABLE, address(port, database, password=password, options=options))
    message = error_of(read_query, "SELECT 1", VARIABLE)
    assert message.startswith(said)
    assert USER not in message
    assert not password or password not in message


# What no server of ours says: the codes of SQL Server's driver and of Oracle's


def test_codes_of_odbc_and_of_oracle_are_said_in_words():
    from sqlalchemy.exc import DatabaseError

    from send_analysis.sources.database_errors import in_words

    class OracleText:
        full_code = "ORA-01017"

    said = [in_words(DatabaseError(None, None, Exception(*args))) for args in [("28000", "x"), (OracleText(),), ("odd",)]]
    assert said[0] == "the database refuses the user name or password in the address. (28000)"
    assert said[1] == "the database refuses the user name or password in the address. (ORA-01017)"
    assert said[2].startswith("the database cannot be read (Exception).")


def test_values_of_mixed_kinds_are_written_one_by_one():
    from send_analysis.sources.database_columns import Columns

    columns = Columns(["a"], "query")
    columns.add([(date(2022, 6, 22),), (datetime(2022, 6, 22, 9, 30, tzinfo=UTC),), (True,), (None,), (3.0,)])
    columns.add([(datetime(2022, 6, 22, 9, 30),)])
    columns.add([(datetime(2022, 6, 22, 9, 30, tzinfo=UTC),)])
    assert columns.taken()["a"].to_pylist() == [
        "2022-06-22", "2022-06-22 09:30:00+00:00", "true", None, "3",
        "2022-06-22 09:30:00.000000", "2022-06-22 09:30:00.000000Z",
    ]  # fmt: skip
