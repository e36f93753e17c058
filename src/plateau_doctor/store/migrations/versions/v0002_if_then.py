"""Version 2: a plan's entry holds its if-then sentences; an index that nothing asked is gone."""

from __future__ import annotations

from alembic import op

revision = 2

_STATEMENTS = (
    "DROP INDEX ix_answer_given",
    "DROP INDEX ix_plan_entry_check_up",
    "ALTER TABLE plan_entry RENAME TO plan_entry_1",
    """CREATE TABLE plan_entry (
    "key" INTEGER NOT NULL,
    check_up INTEGER NOT NULL,
    question TEXT NOT NULL,
    action INTEGER NOT NULL,
    who TEXT NOT NULL,
    start TEXT,
    due TEXT,
    status TEXT NOT NULL,
    text TEXT NOT NULL,
    cue TEXT NOT NULL,
    will TEXT NOT NULL,
    obstacle TEXT NOT NULL,
    response TEXT NOT NULL,
    CONSTRAINT pk_plan_entry PRIMARY KEY ("key"),
    CONSTRAINT fk_plan_entry_check_up FOREIGN KEY(check_up) REFERENCES check_up ("key") ON DELETE CASCADE
) STRICT
""",
    "INSERT INTO plan_entry SELECT *, '', '', '', '' FROM plan_entry_1",
    "DROP TABLE plan_entry_1",
    "CREATE INDEX ix_plan_entry_check_up ON plan_entry (check_up)",
)


def upgrade() -> None:
    """Build the plan's table anew with four more columns, and drop the index."""
    for statement in _STATEMENTS:
        op.execute(statement)
