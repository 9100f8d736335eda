"""People and locations made whole: what is known of them; messages, settings, files brought."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

PURPOSES = "'first_admin', 'invitation', 'new_password', 'second_factor', 'sign_in', 'visit'"
BEFORE = "'first_admin', 'sign_in', 'visit'"


def upgrade() -> None:
    op.create_table('messages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('address', sa.String(length=254), nullable=True),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('subject', sa.String(length=300), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('link', sa.Text(), nullable=True),
    sa.Column('link_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('dedupe', sa.String(length=200), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('attempts', sa.Integer(), server_default='0', nullable=False),
    sa.Column('next_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('leased_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_error', sa.String(length=500), server_default='', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('waiting', 'sending', 'sent', 'failed', 'handed_on', 'withdrawn')", name=op.f('ck_messages_state_known')),
    sa.CheckConstraint('attempts >= 0', name=op.f('ck_messages_attempts_count')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_messages_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_messages')),
    sa.UniqueConstraint('dedupe', name=op.f('uq_messages_dedupe')),
    sa.UniqueConstraint('public_id', name=op.f('uq_messages_public_id'))
    )
    with op.batch_alter_table('messages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_messages_person_id'), ['person_id'], unique=False)
        batch_op.create_index('ix_messages_state_next_at', ['state', 'next_at'], unique=False)

    op.create_table('recovery_codes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_recovery_codes_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_codes'))
    )
    with op.batch_alter_table('recovery_codes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recovery_codes_person_id'), ['person_id'], unique=False)

    op.create_table('settings',
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=True),
    sa.Column('changes', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['changed_by_id'], ['people.id'], name=op.f('fk_settings_changed_by_id_people')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_settings'))
    )
    op.create_table('uploads',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=36), nullable=False),
    sa.Column('purpose', sa.String(length=20), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size_bytes', sa.Integer(), nullable=False),
    sa.Column('brought_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_uploads_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_uploads')),
    sa.UniqueConstraint('public_id', name=op.f('uq_uploads_public_id'))
    )
    with op.batch_alter_table('uploads', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_uploads_person_id'), ['person_id'], unique=False)

    op.create_table('location_closures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('location_id', sa.Integer(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=False),
    sa.Column('reopened_on', sa.Date(), nullable=True),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.CheckConstraint('reopened_on IS NULL OR reopened_on > closed_on', name=op.f('ck_location_closures_days_ordered')),
    sa.ForeignKeyConstraint(['location_id'], ['locations.id'], name=op.f('fk_location_closures_location_id_locations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_location_closures'))
    )
    with op.batch_alter_table('location_closures', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_location_closures_location_id'), ['location_id'], unique=False)
        batch_op.create_index('uq_location_closures_location_id_open', ['location_id'], unique=True, sqlite_where=sa.text('reopened_on IS NULL'), postgresql_where=sa.text('reopened_on IS NULL'))

    op.create_table('location_tags',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('location_id', sa.Integer(), nullable=False),
    sa.Column('tag', sa.String(length=60), nullable=False),
    sa.ForeignKeyConstraint(['location_id'], ['locations.id'], name=op.f('fk_location_tags_location_id_locations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_location_tags')),
    sa.UniqueConstraint('location_id', 'tag', name=op.f('uq_location_tags_location_id_tag'))
    )
    with op.batch_alter_table('location_tags', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_location_tags_tag'), ['tag'], unique=False)

    with op.batch_alter_table('locations', schema=None) as batch_op:
        batch_op.add_column(sa.Column('hours', sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column('notes', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('found_by', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('changes', sa.Integer(), server_default='1', nullable=False))

    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.add_column(sa.Column('household', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('phone', sa.String(length=40), server_default='', nullable=False))
        batch_op.add_column(sa.Column('notes', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('spoken', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('home_latitude', sa.Float(), nullable=True))
        batch_op.add_column(sa.Column('home_longitude', sa.Float(), nullable=True))
        batch_op.add_column(sa.Column('totp_secret', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('totp_since', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('totp_last', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('found_by', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('changes', sa.Integer(), server_default='1', nullable=False))
        batch_op.create_index(batch_op.f('ix_people_household'), ['household'], unique=False)

    with op.batch_alter_table('regions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('parent_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_regions_parent_id'), ['parent_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_regions_parent_id_regions'), 'regions', ['parent_id'], ['id'])

    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.create_check_constraint(batch_op.f('ck_people_home_position_whole'), '(home_latitude IS NULL) = (home_longitude IS NULL)')

    remake_links(PURPOSES)
    make_findable('people', ('name', 'code', 'email'))
    make_findable('locations', ('code', 'name', 'address'))


def downgrade() -> None:
    connection = op.get_bind()
    connection.exec_driver_sql(f'DELETE FROM links WHERE purpose NOT IN ({BEFORE})')
    remake_links(BEFORE)
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_people_household'))
        batch_op.drop_constraint(batch_op.f('ck_people_home_position_whole'), type_='check')
        for column in (
            'household', 'phone', 'notes', 'spoken', 'home_latitude', 'home_longitude',
            'totp_secret', 'totp_since', 'totp_last', 'found_by', 'changes',
        ):
            batch_op.drop_column(column)
    with op.batch_alter_table('regions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_regions_parent_id'))
        batch_op.drop_constraint(batch_op.f('fk_regions_parent_id_regions'), type_='foreignkey')
        batch_op.drop_column('parent_id')
    with op.batch_alter_table('locations', schema=None) as batch_op:
        for column in ('hours', 'notes', 'found_by', 'changes'):
            batch_op.drop_column(column)
    for table in ('location_tags', 'location_closures', 'uploads', 'settings', 'recovery_codes', 'messages'):
        op.drop_table(table)


def remake_links(purposes: str) -> None:
    """Let links serve other purposes: SQLite changes a check only with its table."""
    with op.batch_alter_table('links', schema=None) as batch_op:
        name = batch_op.f('ck_links_purpose_known')
        batch_op.drop_constraint(name, type_='check')
        batch_op.create_check_constraint(name, f'purpose IN ({purposes})')


def make_findable(table: str, columns: tuple[str, ...]) -> None:
    """Fill what a search looks through, as the application does with each later write."""
    rows = sa.table(table, sa.column('id'), sa.column('found_by'), *map(sa.column, columns))
    connection = op.get_bind()
    for row in connection.execute(sa.select(rows)).mappings().all():
        words = ' '.join(row[column] for column in columns if row[column])
        folded = unicodedata.normalize('NFKC', words).casefold().replace('ё', 'е')
        connection.execute(sa.update(rows).where(rows.c.id == row['id']).values(found_by=folded))
