"""Indexes go that nothing asks for: each visit wrote to sixty places of one alone."""

from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None
INDEXES = (
    ('answers', 'ix_answers_question_key_score', ['question_key', 'score']),
    ('section_scores', 'ix_section_scores_section_key', ['section_key']),
    ('clause_scores', 'ix_clause_scores_code', ['code']),
    ('findings', 'ix_findings_question_key', ['question_key']),
)


def upgrade() -> None:
    for table, name, _columns in INDEXES:
        op.drop_index(name, table_name=table)


def downgrade() -> None:
    for table, name, columns in INDEXES:
        op.create_index(name, table, columns)
