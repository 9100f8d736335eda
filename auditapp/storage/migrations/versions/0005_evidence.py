"""What is worth a look about a submission, and prints by which pictures that look alike are found."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None
BANDS = ('look_1', 'look_2', 'look_3', 'look_4')


def upgrade() -> None:
    op.create_table('evidence_flags',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('submission_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['submission_id'], ['submissions.id'], name=op.f('fk_evidence_flags_submission_id_submissions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence_flags')),
    sa.UniqueConstraint('submission_id', 'position', name=op.f('uq_evidence_flags_submission_id_position'))
    )
    with op.batch_alter_table('photos', schema=None) as batch_op:
        for band in BANDS:
            batch_op.add_column(sa.Column(band, sa.Integer(), nullable=True))
            batch_op.create_index(batch_op.f(f'ix_photos_{band}'), [band], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('photos', schema=None) as batch_op:
        for band in BANDS:
            batch_op.drop_index(batch_op.f(f'ix_photos_{band}'))
        for band in BANDS:
            batch_op.drop_column(band)
    op.drop_table('evidence_flags')
