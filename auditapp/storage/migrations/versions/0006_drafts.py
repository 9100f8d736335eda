"""Drafts of checklists and standards, and the changes made to them."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('document_drafts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('title', sa.JSON(), nullable=False),
    sa.Column('tree', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('based_on', sa.String(length=64), nullable=True),
    sa.Column('copied_from', sa.String(length=64), nullable=True),
    sa.Column('began_by_id', sa.Integer(), nullable=True),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_as', sa.String(length=64), nullable=True),
    sa.Column('discarded_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("kind IN ('checklist', 'standard')", name=op.f('ck_document_drafts_kind_known')),
    sa.CheckConstraint('published_at IS NULL OR discarded_at IS NULL', name=op.f('ck_document_drafts_one_end')),
    sa.ForeignKeyConstraint(['began_by_id'], ['people.id'], name=op.f('fk_document_drafts_began_by_id_people')),
    sa.ForeignKeyConstraint(['changed_by_id'], ['people.id'], name=op.f('fk_document_drafts_changed_by_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document_drafts')),
    sa.UniqueConstraint('public_id', name=op.f('uq_document_drafts_public_id'))
    )
    op.create_index(op.f('ix_document_drafts_key'), 'document_drafts', ['key'], unique=False)
    op.create_table('document_draft_changes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('operations', sa.Text(), nullable=False),
    sa.Column('inverse', sa.Text(), nullable=False),
    sa.Column('undone', sa.Boolean(), nullable=False),
    sa.Column('closed', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['draft_id'], ['document_drafts.id'], name=op.f('fk_document_draft_changes_draft_id_document_drafts')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_document_draft_changes_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document_draft_changes')),
    sa.UniqueConstraint('draft_id', 'number', name=op.f('uq_document_draft_changes_draft_id_number'))
    )


def downgrade() -> None:
    op.drop_table('document_draft_changes')
    with op.batch_alter_table('document_drafts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_document_drafts_key'))
    op.drop_table('document_drafts')
