"""All rules about a return, asked batch by batch; only the numbers of the records that break one are kept."""

import secrets
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.findings import Rows, no_rows, row_numbers, rows_in_words
from send_analysis.sen2.fields import MODULES, ModuleName
from send_analysis.sen2.joined import Flags, Joined
from send_analysis.sen2.rules.active import ACTIVE_RULES, NEED_RULES
from send_analysis.sen2.rules.header import HEADER_RULES, KNOWN_NAMES, WHOLE_LINES
from send_analysis.sen2.rules.kinds import About, DistinctRule, Rule
from send_analysis.sen2.rules.persons import PERSON_RULES
from send_analysis.sen2.rules.places import DETAIL_RULES, PLACEMENT_RULES
from send_analysis.sen2.rules.plans import PLAN_RULES
from send_analysis.sen2.rules.requests import ASSESSMENT_RULES, REQUEST_RULES
from send_analysis.sen2.tables import Batch

RULES: tuple[Rule | DistinctRule, ...] = (
    *PERSON_RULES, *REQUEST_RULES, *ASSESSMENT_RULES, *PLAN_RULES, *DETAIL_RULES, *ACTIVE_RULES, *PLACEMENT_RULES, *NEED_RULES,
)  # fmt: skip


@dataclass(frozen=True)
class Broken:
    """A rule, and for each record of its module in a batch whether it breaks it."""

    rule: Rule
    flags: Flags


@dataclass
class Tally:
    """What the rules found in the batches so far."""

    seen: dict[ModuleName, int] = field(default_factory=lambda: dict.fromkeys(MODULES, 0))
    rules: dict[str, Rule | DistinctRule] = field(default_factory=lambda: {rule.code: rule for rule in RULES})
    found: dict[str, list[Rows]] = field(default_factory=lambda: defaultdict(list))
    has_reference: bool = True
    _hashes: dict[str, list[tuple[np.ndarray, Rows]]] = field(default_factory=lambda: defaultdict(list))
    _key: str = field(default_factory=lambda: secrets.token_hex(8))

    def add(self, batch: Batch, the: Joined) -> list[Broken]:
        """Ask every rule about a batch; those that some record breaks."""
        self.has_reference = not np.isnat(the.reference)
        for module in MODULES:
            self.seen[module] += the.size(module)
        broken = []
        for rule in (*RULES, *_of_the_reader(batch)):
            if isinstance(rule, DistinctRule):
                self._hashes[rule.code].append(_hashes(rule, the, self._key))
                continue
            flags = rule.breaks(the)
            if flags.any():
                self.rules.setdefault(rule.code, rule)
                self.found[rule.code].append(the.records(rule.module)[flags])
                broken.append(Broken(rule, flags))
        return broken

    def checks(self) -> list[Check]:
        """The outcome of every rule."""
        return [self._check(rule) for rule in self.rules.values()]

    def rows(self, code: str) -> Rows:
        """The records that break a rule, by number."""
        if isinstance(self.rules.get(code), DistinctRule):
            return _repeated(self._hashes[code])
        return np.concatenate([no_rows(), *self.found.get(code, [])])

    def _check(self, rule: Rule | DistinctRule) -> Check:
        about = {"column": ", ".join(rule.items), "allowed": rule.words}
        if rule.by_reference and not self.has_reference:
            message = f"{rule.words} Not checked: the header has neither a reference date nor a year."
            return Check(rule.code, "WARNING", message, 0, "Mend the header and make the return again.", **about)
        rows, seen = self.rows(rule.code), self.seen[rule.module]
        if not rows.size:
            return Check(rule.code, "PASS", f"{rule.words} {_kept_by(rule, seen)}", seen, **about)
        which = f"{_records(rule, rows.size)} {rows_in_words(rows, str)}"
        message = f"{rule.words} Not so in {which} ({rows.size:,} of {seen:,}){_looked_at(rule)}. {_consequence(rule)}"
        return Check(rule.code, "WARNING", message, rows.size, rule.advice, row_numbers=row_numbers(rows), **about)


def _kept_by(rule: About, seen: int) -> str:
    if not seen:
        return f"There are no {_records(rule, seen)}."
    return f"So in {'all' if seen > 1 else 'the'} {seen:,} {_records(rule, seen)}."


def _records(rule: About, number: int) -> str:
    return f"{rule.element} record{'' if number == 1 else 's'}"


def _looked_at(rule: About) -> str:
    return f", see {', '.join(rule.items)}" if rule.fields else ""


def _consequence(rule: About) -> str:
    if not rule.sets_aside:
        return "Used all the same."
    return f"Set aside in {' and '.join(rule.sets_aside)}."


def _of_the_reader(batch: Batch) -> Iterator[Rule]:
    """What the reader found wrong with records, as rules of the batch."""
    for module, findings in batch.faults.items():
        for each in findings:
            words = f"Not {each.finding}. {each.sentence}".strip()
            yield Rule(each.check, module, each.columns, words, partial(_is_one_of, module, each.rows), source="reading")


def _is_one_of(module: ModuleName, rows: Rows, the: Joined) -> Flags:
    """Whether each record has one of these numbers."""
    return np.isin(the.records(module), rows)


def _hashes(rule: DistinctRule, the: Joined, key: str) -> tuple[np.ndarray, Rows]:
    """A hash of each value, under a key that is thrown away, and the number of its record."""
    values = rule.values(the)
    given = values.notna().to_numpy(dtype=bool)
    hashes = pd.util.hash_array(values[given].astype("object").to_numpy(), hash_key=key, categorize=False)
    return hashes, the.records(rule.module)[given]


def _repeated(hashes: list[tuple[np.ndarray, Rows]]) -> Rows:
    """The numbers of the records whose hash comes again."""
    if not hashes:
        return no_rows()
    values = pd.Series(np.concatenate([each for each, _ in hashes]))
    records = np.concatenate([each for _, each in hashes])
    return np.sort(records[values.duplicated(keep=False).to_numpy()])


def rules_table() -> str:
    """All rules as a table in Markdown, for the documentation."""
    lines = ["| code | severity | the rule | items | sets aside | source |", "|---|---|---|---|---|---|"]
    lines += [f"| {rule.code} | warning | {rule.words} | Header | | header |" for rule in HEADER_RULES]
    lines += [f"| {rule.code} | warning | {rule.words} | | | reading |" for rule in (KNOWN_NAMES, WHOLE_LINES)]
    for rule in RULES:
        items = ", ".join((rule.element, *rule.items))
        aside = ", ".join(f"`{name}`" for name in rule.sets_aside)
        lines.append(f"| {rule.code} | {rule.severity} | {rule.words} | {items} | {aside} | {rule.source} |")
    return "\n".join(lines) + "\n"
