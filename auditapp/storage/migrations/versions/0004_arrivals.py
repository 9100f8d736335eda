"""What phones send comes in steps: arrivals, the copies that cannot be taken in, times kept."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

CAME = ('uuid', 'visit_id', 'person_id', 'payload', 'payload_sha256', 'digest', 'device_at', 'received_at')


def upgrade() -> None:
    arrivals = op.create_table('arrivals',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('visit_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('payload', sa.LargeBinary(), nullable=False),
    sa.Column('payload_sha256', sa.String(length=64), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('device_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('photos', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_arrivals_person_id_people')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_arrivals_visit_id_visits')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_arrivals')),
    sa.UniqueConstraint('uuid', name=op.f('uq_arrivals_uuid'))
    )
    with op.batch_alter_table('arrivals', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_arrivals_visit_id'), ['visit_id'], unique=False)

    op.create_table('overwritten_answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('visit_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('answer', sa.JSON(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('overwritten_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_overwritten_answers_visit_id_visits')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_overwritten_answers')),
    sa.UniqueConstraint('visit_id', 'key', 'revision', name=op.f('uq_overwritten_answers_visit_id_key_revision'))
    )

    with op.batch_alter_table('drafts', schema=None) as batch_op:
        batch_op.alter_column('answer', existing_type=sa.JSON(), nullable=True)

    # What was sent before moves as it came: its bytes lie once, where they arrived.
    with op.batch_alter_table('submissions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('arrival_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('started_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('elapsed_s', sa.Float(), nullable=True))
    sent = sa.table('submissions', *(sa.column(name) for name in ('id', 'arrival_id', *CAME)))
    came = sa.select(*(sent.c[name] for name in CAME), sa.literal([], sa.JSON())).order_by(sent.c.id)
    op.execute(sa.insert(arrivals).from_select([*CAME, 'photos'], came))
    own = sa.select(arrivals.c.id).where(arrivals.c.uuid == sent.c.uuid).scalar_subquery()
    op.execute(sa.update(sent).values(arrival_id=own))
    with op.batch_alter_table('submissions', schema=None) as batch_op:
        batch_op.alter_column('arrival_id', existing_type=sa.Integer(), nullable=False)
        batch_op.create_unique_constraint(batch_op.f('uq_submissions_arrival_id'), ['arrival_id'])
        batch_op.create_foreign_key(batch_op.f('fk_submissions_arrival_id_arrivals'), 'arrivals', ['arrival_id'], ['id'])
        batch_op.drop_column('payload')
        batch_op.drop_column('payload_sha256')

    with op.batch_alter_table('submission_conflicts', schema=None) as batch_op:
        batch_op.alter_column('visit_id', existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column('reason', sa.String(length=80), server_default='submissions.already_sent', nullable=False))
        batch_op.create_index(batch_op.f('ix_submission_conflicts_person_id'), ['person_id'], unique=False)
    with op.batch_alter_table('submission_conflicts', schema=None) as batch_op:
        batch_op.alter_column('reason', existing_type=sa.String(length=80), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('submission_conflicts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_submission_conflicts_person_id'))
        batch_op.drop_column('reason')
        batch_op.alter_column('visit_id', existing_type=sa.Integer(), nullable=False)

    arrivals = sa.table('arrivals', sa.column('id'), sa.column('payload'), sa.column('payload_sha256'))
    with op.batch_alter_table('submissions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('payload', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('payload_sha256', sa.String(length=64), nullable=True))
    sent = sa.table('submissions', *(sa.column(name) for name in ('arrival_id', 'payload', 'payload_sha256')))
    for name in ('payload', 'payload_sha256'):
        own = sa.select(arrivals.c[name]).where(arrivals.c.id == sent.c.arrival_id).scalar_subquery()
        op.execute(sa.update(sent).values({name: own}))
    with op.batch_alter_table('submissions', schema=None) as batch_op:
        batch_op.alter_column('payload', existing_type=sa.LargeBinary(), nullable=False)
        batch_op.alter_column('payload_sha256', existing_type=sa.String(length=64), nullable=False)
        batch_op.drop_constraint(batch_op.f('fk_submissions_arrival_id_arrivals'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_submissions_arrival_id'), type_='unique')
        batch_op.drop_column('elapsed_s')
        batch_op.drop_column('finished_at')
        batch_op.drop_column('started_at')
        batch_op.drop_column('arrival_id')

    op.execute("DELETE FROM drafts WHERE answer IS NULL")
    with op.batch_alter_table('drafts', schema=None) as batch_op:
        batch_op.alter_column('answer', existing_type=sa.JSON(), nullable=False)
    op.drop_table('overwritten_answers')
    with op.batch_alter_table('arrivals', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_arrivals_visit_id'))
    op.drop_table('arrivals')
