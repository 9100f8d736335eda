"""How many faults a draft has is kept with it, so that lists need not read the documents."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('document_drafts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('faults', sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('document_drafts', schema=None) as batch_op:
        batch_op.drop_column('faults')
