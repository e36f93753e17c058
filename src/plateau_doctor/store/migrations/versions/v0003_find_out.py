"""Version 3: what is to be found out has a name and a day."""

from __future__ import annotations

from alembic import op

revision = 3

_STATEMENT = """CREATE TABLE find_out (
    "key" INTEGER NOT NULL,
    check_up INTEGER NOT NULL,
    question TEXT NOT NULL,
    who TEXT NOT NULL,
    due TEXT,
    CONSTRAINT pk_find_out PRIMARY KEY ("key"),
    CONSTRAINT uq_find_out_check_up_question UNIQUE (check_up, question),
    CONSTRAINT fk_find_out_check_up FOREIGN KEY(check_up) REFERENCES check_up ("key") ON DELETE CASCADE
) STRICT
"""


def upgrade() -> None:
    """Make the table."""
    op.execute(_STATEMENT)
