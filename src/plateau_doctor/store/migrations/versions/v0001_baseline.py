"""Version 1: the first tables. Frozen: files in people's hands have this shape."""

from __future__ import annotations

from alembic import op

revision = 1

_STATEMENTS = (
    """CREATE TABLE counter (
    "key" INTEGER NOT NULL CONSTRAINT ck_counter_one CHECK (key = 1),
    revision INTEGER NOT NULL,
    CONSTRAINT pk_counter PRIMARY KEY ("key")
) STRICT
""",
    """CREATE TABLE check_up (
    "key" INTEGER NOT NULL,
    id TEXT NOT NULL,
    part_of INTEGER,
    position INTEGER NOT NULL,
    pack_id TEXT NOT NULL,
    pack_version INTEGER NOT NULL,
    date TEXT NOT NULL,
    form TEXT NOT NULL,
    own_verdict TEXT,
    business TEXT NOT NULL,
    sells TEXT NOT NULL,
    customers TEXT,
    staff INTEGER,
    currency TEXT,
    country TEXT,
    ambition TEXT,
    hours_a_week TEXT NOT NULL,
    figures TEXT NOT NULL,
    promotion TEXT NOT NULL,
    brand TEXT NOT NULL,
    settings TEXT NOT NULL,
    place TEXT,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_check_up PRIMARY KEY ("key"),
    CONSTRAINT fk_check_up_part_of FOREIGN KEY(part_of) REFERENCES check_up ("key") ON DELETE CASCADE
) STRICT
""",
    "CREATE INDEX ix_check_up_part_of ON check_up (part_of)",
    "CREATE UNIQUE INDEX ix_check_up_id ON check_up (id) WHERE part_of IS NULL",
    """CREATE TABLE sheet (
    "key" INTEGER NOT NULL,
    check_up INTEGER NOT NULL,
    position INTEGER NOT NULL,
    respondent TEXT NOT NULL,
    role TEXT NOT NULL,
    way TEXT NOT NULL,
    CONSTRAINT pk_sheet PRIMARY KEY ("key"),
    CONSTRAINT uq_sheet_check_up_respondent UNIQUE (check_up, respondent),
    CONSTRAINT fk_sheet_check_up FOREIGN KEY(check_up) REFERENCES check_up ("key") ON DELETE CASCADE
) STRICT
""",
    """CREATE TABLE agreed (
    "key" INTEGER NOT NULL,
    check_up INTEGER NOT NULL,
    question TEXT NOT NULL,
    level INTEGER NOT NULL,
    note TEXT NOT NULL,
    how TEXT NOT NULL,
    CONSTRAINT pk_agreed PRIMARY KEY ("key"),
    CONSTRAINT uq_agreed_check_up_question UNIQUE (check_up, question),
    CONSTRAINT fk_agreed_check_up FOREIGN KEY(check_up) REFERENCES check_up ("key") ON DELETE CASCADE
) STRICT
""",
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
    CONSTRAINT pk_plan_entry PRIMARY KEY ("key"),
    CONSTRAINT fk_plan_entry_check_up FOREIGN KEY(check_up) REFERENCES check_up ("key") ON DELETE CASCADE
) STRICT
""",
    "CREATE INDEX ix_plan_entry_check_up ON plan_entry (check_up)",
    """CREATE TABLE edit (
    "key" INTEGER NOT NULL,
    check_up INTEGER NOT NULL,
    block TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_edit PRIMARY KEY ("key"),
    CONSTRAINT uq_edit_check_up_block UNIQUE (check_up, block),
    CONSTRAINT fk_edit_check_up FOREIGN KEY(check_up) REFERENCES check_up ("key") ON DELETE CASCADE
) STRICT
""",
    """CREATE TABLE answer (
    "key" INTEGER NOT NULL,
    sheet INTEGER NOT NULL,
    question TEXT NOT NULL,
    level INTEGER CONSTRAINT ck_answer_level CHECK (level BETWEEN 1 AND 5),
    unknown INTEGER NOT NULL,
    not_applicable TEXT,
    records TEXT NOT NULL,
    note TEXT NOT NULL,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_answer PRIMARY KEY ("key"),
    CONSTRAINT uq_answer_sheet_question UNIQUE (sheet, question),
    CONSTRAINT ck_answer_one CHECK ((level IS NOT NULL) + unknown + (not_applicable IS NOT NULL) <= 1),
    CONSTRAINT fk_answer_sheet FOREIGN KEY(sheet) REFERENCES sheet ("key") ON DELETE CASCADE
) STRICT
""",
    "CREATE INDEX ix_answer_given ON answer (sheet, question, level, unknown, not_applicable)",
)


def upgrade() -> None:
    """Make the tables and mark the file as ours (0x506C4472, "PlDr")."""
    for statement in _STATEMENTS:
        op.execute(statement)
    op.execute("INSERT INTO counter VALUES (1, 0)")
    op.execute("PRAGMA application_id = 1349272690")
