"""What is retired, and what a published version is a copy of."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None
TABLES = ('checklist_versions', 'standard_versions')


def upgrade() -> None:
    op.create_table('retirements',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('retired_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('retired_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("kind IN ('checklist', 'standard')", name=op.f('ck_retirements_kind_known')),
    sa.ForeignKeyConstraint(['retired_by_id'], ['people.id'], name=op.f('fk_retirements_retired_by_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_retirements')),
    sa.UniqueConstraint('kind', 'key', name=op.f('uq_retirements_kind_key'))
    )
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('copied_from', sa.String(length=64), nullable=True))


def downgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column('copied_from')
    op.drop_table('retirements')
