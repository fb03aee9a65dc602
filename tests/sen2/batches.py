"""Batches straight from nested records, for tests of what a return means that do not need a file."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count

from send_analysis.sen2.fields import MODULES, PLACE, Header, ModuleName
from send_analysis.sen2.joined import Joined
from send_analysis.sen2.rules.header import reference_day
from send_analysis.sen2.rules.register import Tally
from send_analysis.sen2.tables import Batch, module_table
from tests.sen2.returns import SOUND_HEADER, Record


def batch_of(persons: Sequence[Record], header: Mapping[str, str] = SOUND_HEADER, *, version: str = "1.3") -> Batch:
    """A batch of nested persons; every module's records are numbered from 1."""
    rows: dict[ModuleName, list[tuple[str, str | None, Record]]] = {name: [] for name in MODULES}
    requests = count(1)

    def walk(module: ModuleName, person: str, request: str | None, values: Record) -> None:
        request = f"R{next(requests)}" if module == "requests" else request
        rows[module].append((person, request, values))
        for name, each in MODULES.items():
            if each.parent == module:
                for below in values.get(name, []):
                    walk(name, person, request, below)

    for number, each in enumerate(persons, start=1):
        walk("person", f"P{number}", None, each)
    tables = {
        name: module_table(
            name,
            list(range(1, len(records) + 1)),
            [person for person, _, _ in records],
            None if name == "person" else [request for _, request, _ in records],
            {each.name: [values.get(each.name) for _, _, values in records] for each in MODULES[name].fields},
        )
        for name, records in rows.items()
    }
    return Batch(Header(dict(header), version), tables)


def joined(batch: Batch) -> Joined:
    """A batch joined, by the reference date of its own header."""
    return Joined.of(batch, reference_day(batch.header))


def broken_by_person(batch: Batch) -> dict[str, set[str]]:
    """The codes of the rules that each person's records break."""
    the, found = joined(batch), defaultdict(set)
    for broken in Tally().add(batch, the):
        for number in the.text(broken.rule.module, PLACE.person)[broken.flags]:
            found[number].add(broken.rule.code)
    return found


def broken_in(batch: Batch) -> dict[str, list[int]]:
    """The numbers of the records that break each rule, by its code."""
    tally = Tally()
    tally.add(batch, joined(batch))
    return {code: tally.rows(code).tolist() for code in tally.rules if tally.rows(code).size}
