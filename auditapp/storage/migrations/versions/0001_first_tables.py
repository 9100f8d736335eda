"""The first tables: people, places, checklists, visits, reports, the record of changes."""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('brands',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_brands')),
    sa.UniqueConstraint('name', name=op.f('uq_brands_name'))
    )
    op.create_table('checklist_versions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('title', sa.JSON(), nullable=False),
    sa.Column('document', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('source_sha256', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('version >= 1', name=op.f('ck_checklist_versions_version_counts_from_one')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_checklist_versions')),
    sa.UniqueConstraint('key', 'version', name=op.f('uq_checklist_versions_key_version')),
    sa.UniqueConstraint('sha256', name=op.f('uq_checklist_versions_sha256'))
    )
    with op.batch_alter_table('checklist_versions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_checklist_versions_source_sha256'), ['source_sha256'], unique=False)

    op.create_table('people',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=36), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people')),
    sa.UniqueConstraint('code', name=op.f('uq_people_code')),
    sa.UniqueConstraint('email', name=op.f('uq_people_email')),
    sa.UniqueConstraint('public_id', name=op.f('uq_people_public_id'))
    )
    op.create_table('photos',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size_bytes', sa.Integer(), nullable=False),
    sa.Column('media_type', sa.String(length=40), nullable=False),
    sa.Column('width', sa.Integer(), nullable=True),
    sa.Column('height', sa.Integer(), nullable=True),
    sa.Column('derivative_sha256', sa.String(length=64), nullable=True),
    sa.Column('thumbnail_sha256', sa.String(length=64), nullable=True),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(derivative_sha256 IS NULL) = (thumbnail_sha256 IS NULL)', name=op.f('ck_photos_made')),
    sa.CheckConstraint('(width IS NULL) = (height IS NULL)', name=op.f('ck_photos_size_whole')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_photos')),
    sa.UniqueConstraint('sha256', name=op.f('uq_photos_sha256'))
    )
    op.create_table('regions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_regions')),
    sa.UniqueConstraint('name', name=op.f('uq_regions_name'))
    )
    op.create_table('sign_in_attempts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_digest', sa.String(length=64), nullable=False),
    sa.Column('address_digest', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ok', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_attempts'))
    )
    with op.batch_alter_table('sign_in_attempts', schema=None) as batch_op:
        batch_op.create_index('ix_sign_in_attempts_account_digest_at', ['account_digest', 'at'], unique=False)
        batch_op.create_index('ix_sign_in_attempts_address_digest_at', ['address_digest', 'at'], unique=False)

    op.create_table('standard_versions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('effective_from', sa.Date(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('title', sa.JSON(), nullable=False),
    sa.Column('document', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('source_sha256', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('version >= 1', name=op.f('ck_standard_versions_version_counts_from_one')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_standard_versions')),
    sa.UniqueConstraint('key', 'version', name=op.f('uq_standard_versions_key_version')),
    sa.UniqueConstraint('sha256', name=op.f('uq_standard_versions_sha256'))
    )
    with op.batch_alter_table('standard_versions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_standard_versions_source_sha256'), ['source_sha256'], unique=False)

    op.create_table('trail',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('event', sa.String(length=80), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('words_digest', sa.String(length=64), nullable=True),
    sa.Column('previous', sa.String(length=64), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trail')),
    sa.UniqueConstraint('digest', name=op.f('uq_trail_digest')),
    sa.UniqueConstraint('previous', name=op.f('uq_trail_previous'))
    )
    with op.batch_alter_table('trail', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_trail_subject'), ['subject'], unique=False)

    op.create_table('grants',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('scope_kind', sa.String(length=10), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(scope_kind = 'all') = (scope_id IS NULL)", name=op.f('ck_grants_scope_whole')),
    sa.CheckConstraint("role IN ('admin', 'manager', 'reviewer', 'shopper', 'location_manager')", name=op.f('ck_grants_role_known')),
    sa.CheckConstraint("scope_kind IN ('all', 'brand', 'region', 'location')", name=op.f('ck_grants_scope_kind_known')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_grants_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_grants')),
    sa.UniqueConstraint('person_id', 'role', 'scope_kind', 'scope_id', name=op.f('uq_grants_person_id_role_scope_kind_scope_id'))
    )
    with op.batch_alter_table('grants', schema=None) as batch_op:
        batch_op.create_index('uq_grants_person_id_role_everywhere', ['person_id', 'role'], unique=True, sqlite_where=sa.text('scope_id IS NULL'), postgresql_where=sa.text('scope_id IS NULL'))

    op.create_table('locations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=36), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('brand_id', sa.Integer(), nullable=True),
    sa.Column('region_id', sa.Integer(), nullable=True),
    sa.Column('address', sa.String(length=500), nullable=False),
    sa.Column('latitude', sa.Float(), nullable=True),
    sa.Column('longitude', sa.Float(), nullable=True),
    sa.Column('time_zone', sa.String(length=60), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(latitude IS NULL) = (longitude IS NULL)', name=op.f('ck_locations_position_whole')),
    sa.CheckConstraint('latitude BETWEEN -90 AND 90', name=op.f('ck_locations_latitude_range')),
    sa.CheckConstraint('longitude BETWEEN -180 AND 180', name=op.f('ck_locations_longitude_range')),
    sa.ForeignKeyConstraint(['brand_id'], ['brands.id'], name=op.f('fk_locations_brand_id_brands')),
    sa.ForeignKeyConstraint(['region_id'], ['regions.id'], name=op.f('fk_locations_region_id_regions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_locations')),
    sa.UniqueConstraint('code', name=op.f('uq_locations_code')),
    sa.UniqueConstraint('public_id', name=op.f('uq_locations_public_id'))
    )
    with op.batch_alter_table('locations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_locations_brand_id'), ['brand_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_locations_region_id'), ['region_id'], unique=False)

    op.create_table('trail_words',
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('salt', sa.String(length=32), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['trail.id'], name=op.f('fk_trail_words_entry_id_trail')),
    sa.PrimaryKeyConstraint('entry_id', name=op.f('pk_trail_words'))
    )
    op.create_table('visits',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=36), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('checklist_version_id', sa.Integer(), nullable=False),
    sa.Column('location_id', sa.Integer(), nullable=False),
    sa.Column('shopper_id', sa.Integer(), nullable=True),
    sa.Column('window_from', sa.DateTime(timezone=True), nullable=False),
    sa.Column('window_to', sa.DateTime(timezone=True), nullable=False),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.Column('parted_from_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('visited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('visited_on', sa.Date(), nullable=True),
    sa.Column('changes', sa.Integer(), nullable=False),
    sa.CheckConstraint("shopper_id IS NOT NULL OR state IN ('planned', 'cancelled')", name=op.f('ck_visits_held')),
    sa.CheckConstraint("state IN ('planned', 'assigned', 'accepted', 'in progress', 'submitted', 'in review', 'returned', 'approved', 'published', 'disputed', 'final', 'archived', 'aborted', 'missed', 'cancelled', 'reassigned', 'rejected', 'excluded')", name=op.f('ck_visits_state_known')),
    sa.CheckConstraint('window_from < window_to', name=op.f('ck_visits_window_ordered')),
    sa.ForeignKeyConstraint(['checklist_version_id'], ['checklist_versions.id'], name=op.f('fk_visits_checklist_version_id_checklist_versions')),
    sa.ForeignKeyConstraint(['location_id'], ['locations.id'], name=op.f('fk_visits_location_id_locations')),
    sa.ForeignKeyConstraint(['parted_from_id'], ['visits.id'], name=op.f('fk_visits_parted_from_id_visits')),
    sa.ForeignKeyConstraint(['replaces_id'], ['visits.id'], name=op.f('fk_visits_replaces_id_visits')),
    sa.ForeignKeyConstraint(['shopper_id'], ['people.id'], name=op.f('fk_visits_shopper_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visits')),
    sa.UniqueConstraint('public_id', name=op.f('uq_visits_public_id'))
    )
    with op.batch_alter_table('visits', schema=None) as batch_op:
        batch_op.create_index('ix_visits_location_id_visited_on', ['location_id', 'visited_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_visits_parted_from_id'), ['parted_from_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_visits_replaces_id'), ['replaces_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_visits_shopper_id'), ['shopper_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_visits_state'), ['state'], unique=False)

    op.create_table('drafts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('visit_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('answer', sa.JSON(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_drafts_visit_id_visits')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_drafts')),
    sa.UniqueConstraint('visit_id', 'key', name=op.f('uq_drafts_visit_id_key'))
    )
    op.create_table('links',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('purpose', sa.String(length=20), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('visit_id', sa.String(length=36), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(purpose = 'first_admin') = (person_id IS NULL)", name=op.f('ck_links_purpose_and_person')),
    sa.CheckConstraint("(purpose = 'visit') = (visit_id IS NOT NULL)", name=op.f('ck_links_purpose_and_visit')),
    sa.CheckConstraint("purpose IN ('first_admin', 'sign_in', 'visit')", name=op.f('ck_links_purpose_known')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_links_person_id_people')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.public_id'], name=op.f('fk_links_visit_id_visits')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_links')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_links_token_hash'))
    )
    with op.batch_alter_table('links', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_links_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_links_visit_id'), ['visit_id'], unique=False)

    op.create_table('sessions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=36), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('visit_id', sa.String(length=36), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('user_agent', sa.String(length=300), nullable=False),
    sa.Column('address', sa.String(length=64), nullable=False),
    sa.CheckConstraint("(kind = 'visit') = (visit_id IS NOT NULL)", name=op.f('ck_sessions_kind_and_visit')),
    sa.CheckConstraint("kind IN ('full', 'visit')", name=op.f('ck_sessions_kind_known')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_sessions_person_id_people')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.public_id'], name=op.f('fk_sessions_visit_id_visits')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sessions')),
    sa.UniqueConstraint('public_id', name=op.f('uq_sessions_public_id')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sessions_token_hash'))
    )
    with op.batch_alter_table('sessions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sessions_person_id'), ['person_id'], unique=False)

    op.create_table('submission_conflicts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('visit_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('payload', sa.LargeBinary(), nullable=False),
    sa.Column('payload_sha256', sa.String(length=64), nullable=False),
    sa.Column('device_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_submission_conflicts_person_id_people')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_submission_conflicts_visit_id_visits')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_submission_conflicts')),
    sa.UniqueConstraint('uuid', 'payload_sha256', 'person_id', name=op.f('uq_submission_conflicts_uuid_payload_sha256_person_id'))
    )
    with op.batch_alter_table('submission_conflicts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_submission_conflicts_visit_id'), ['visit_id'], unique=False)

    op.create_table('submissions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('visit_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('payload', sa.LargeBinary(), nullable=False),
    sa.Column('payload_sha256', sa.String(length=64), nullable=False),
    sa.Column('device_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('receipt', sa.String(length=36), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('flags', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_submissions_person_id_people')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_submissions_visit_id_visits')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_submissions')),
    sa.UniqueConstraint('receipt', name=op.f('uq_submissions_receipt')),
    sa.UniqueConstraint('uuid', name=op.f('uq_submissions_uuid'))
    )
    with op.batch_alter_table('submissions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_submissions_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_submissions_visit_id'), ['visit_id'], unique=False)

    op.create_table('visit_photos',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('visit_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('photo_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_visit_photos_person_id_people')),
    sa.ForeignKeyConstraint(['photo_id'], ['photos.id'], name=op.f('fk_visit_photos_photo_id_photos')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_visit_photos_visit_id_visits')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visit_photos')),
    sa.UniqueConstraint('visit_id', 'key', 'photo_id', name=op.f('uq_visit_photos_visit_id_key_photo_id'))
    )
    with op.batch_alter_table('visit_photos', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_visit_photos_photo_id'), ['photo_id'], unique=False)

    op.create_table('visit_transitions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('visit_id', sa.Integer(), nullable=False),
    sa.Column('event', sa.String(length=20), nullable=False),
    sa.Column('from_state', sa.String(length=20), nullable=True),
    sa.Column('to_state', sa.String(length=20), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('at_local', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('flag', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_visit_transitions_by_id_people')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_visit_transitions_visit_id_visits')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visit_transitions'))
    )
    with op.batch_alter_table('visit_transitions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_visit_transitions_visit_id'), ['visit_id'], unique=False)

    op.create_table('revisions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('submission_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('standard_version_id', sa.Integer(), nullable=True),
    sa.Column('language', sa.String(length=20), nullable=False),
    sa.Column('na_sections', sa.JSON(), nullable=False),
    sa.Column('total', sa.BigInteger(), nullable=True),
    sa.Column('coverage', sa.BigInteger(), nullable=True),
    sa.Column('mark', sa.BigInteger(), nullable=True),
    sa.Column('target', sa.BigInteger(), nullable=True),
    sa.Column('verdict', sa.String(length=20), nullable=False),
    sa.Column('grade', sa.String(length=100), nullable=True),
    sa.Column('problems', sa.JSON(), nullable=False),
    sa.Column('notices', sa.JSON(), nullable=False),
    sa.CheckConstraint('coverage BETWEEN 0 AND 10000', name=op.f('ck_revisions_coverage_range')),
    sa.CheckConstraint('total BETWEEN 0 AND 10000', name=op.f('ck_revisions_total_range')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_revisions_by_id_people')),
    sa.ForeignKeyConstraint(['standard_version_id'], ['standard_versions.id'], name=op.f('fk_revisions_standard_version_id_standard_versions')),
    sa.ForeignKeyConstraint(['submission_id'], ['submissions.id'], name=op.f('fk_revisions_submission_id_submissions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revisions')),
    sa.UniqueConstraint('submission_id', 'number', name=op.f('uq_revisions_submission_id_number'))
    )
    op.create_table('answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('question_key', sa.String(length=100), nullable=False),
    sa.Column('section_key', sa.String(length=100), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('value', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('na', sa.Boolean(), nullable=False),
    sa.Column('unchecked', sa.Boolean(), nullable=False),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.Column('photos', sa.JSON(), nullable=False),
    sa.Column('score', sa.BigInteger(), nullable=True),
    sa.Column('weight', sa.String(length=40), nullable=False),
    sa.CheckConstraint('score BETWEEN -10000 AND 10000', name=op.f('ck_answers_score_range')),
    sa.ForeignKeyConstraint(['revision_id'], ['revisions.id'], name=op.f('fk_answers_revision_id_revisions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answers')),
    sa.UniqueConstraint('revision_id', 'key', name=op.f('uq_answers_revision_id_key'))
    )
    with op.batch_alter_table('answers', schema=None) as batch_op:
        batch_op.create_index('ix_answers_question_key_score', ['question_key', 'score'], unique=False)

    op.create_table('clause_scores',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=100), nullable=False),
    sa.Column('score', sa.BigInteger(), nullable=True),
    sa.Column('target', sa.BigInteger(), nullable=True),
    sa.Column('gap', sa.BigInteger(), nullable=True),
    sa.Column('measured', sa.BigInteger(), nullable=True),
    sa.Column('verdict', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['revision_id'], ['revisions.id'], name=op.f('fk_clause_scores_revision_id_revisions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clause_scores')),
    sa.UniqueConstraint('revision_id', 'code', name=op.f('uq_clause_scores_revision_id_code'))
    )
    with op.batch_alter_table('clause_scores', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_clause_scores_code'), ['code'], unique=False)

    op.create_table('findings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('question_key', sa.String(length=100), nullable=False),
    sa.Column('points_lost', sa.BigInteger(), nullable=False),
    sa.Column('critical', sa.Boolean(), nullable=False),
    sa.Column('clause', sa.String(length=100), nullable=True),
    sa.Column('cause', sa.String(length=20), nullable=True),
    sa.ForeignKeyConstraint(['revision_id'], ['revisions.id'], name=op.f('fk_findings_revision_id_revisions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_findings')),
    sa.UniqueConstraint('revision_id', 'key', name=op.f('uq_findings_revision_id_key'))
    )
    with op.batch_alter_table('findings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_findings_question_key'), ['question_key'], unique=False)

    op.create_table('report_snapshots',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('visit_id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('edition', sa.String(length=10), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("edition IN ('quality', 'place')", name=op.f('ck_report_snapshots_edition_known')),
    sa.ForeignKeyConstraint(['revision_id'], ['revisions.id'], name=op.f('fk_report_snapshots_revision_id_revisions')),
    sa.ForeignKeyConstraint(['visit_id'], ['visits.id'], name=op.f('fk_report_snapshots_visit_id_visits')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_snapshots')),
    sa.UniqueConstraint('revision_id', 'edition', 'language', 'sha256', name=op.f('uq_report_snapshots_revision_id_edition_language_sha256'))
    )
    with op.batch_alter_table('report_snapshots', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_report_snapshots_visit_id'), ['visit_id'], unique=False)

    op.create_table('section_scores',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('section_key', sa.String(length=100), nullable=False),
    sa.Column('score', sa.BigInteger(), nullable=True),
    sa.Column('target', sa.BigInteger(), nullable=True),
    sa.Column('gap', sa.BigInteger(), nullable=True),
    sa.Column('verdict', sa.String(length=20), nullable=True),
    sa.ForeignKeyConstraint(['revision_id'], ['revisions.id'], name=op.f('fk_section_scores_revision_id_revisions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_section_scores')),
    sa.UniqueConstraint('revision_id', 'section_key', name=op.f('uq_section_scores_revision_id_section_key'))
    )
    with op.batch_alter_table('section_scores', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_section_scores_section_key'), ['section_key'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('section_scores', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_section_scores_section_key'))

    op.drop_table('section_scores')
    with op.batch_alter_table('report_snapshots', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_report_snapshots_visit_id'))

    op.drop_table('report_snapshots')
    with op.batch_alter_table('findings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_findings_question_key'))

    op.drop_table('findings')
    with op.batch_alter_table('clause_scores', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_clause_scores_code'))

    op.drop_table('clause_scores')
    with op.batch_alter_table('answers', schema=None) as batch_op:
        batch_op.drop_index('ix_answers_question_key_score')

    op.drop_table('answers')
    op.drop_table('revisions')
    with op.batch_alter_table('visit_transitions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_visit_transitions_visit_id'))

    op.drop_table('visit_transitions')
    with op.batch_alter_table('visit_photos', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_visit_photos_photo_id'))

    op.drop_table('visit_photos')
    with op.batch_alter_table('submissions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_submissions_visit_id'))
        batch_op.drop_index(batch_op.f('ix_submissions_person_id'))

    op.drop_table('submissions')
    with op.batch_alter_table('submission_conflicts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_submission_conflicts_visit_id'))

    op.drop_table('submission_conflicts')
    with op.batch_alter_table('sessions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sessions_person_id'))

    op.drop_table('sessions')
    with op.batch_alter_table('links', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_links_visit_id'))
        batch_op.drop_index(batch_op.f('ix_links_person_id'))

    op.drop_table('links')
    op.drop_table('drafts')
    with op.batch_alter_table('visits', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_visits_state'))
        batch_op.drop_index(batch_op.f('ix_visits_shopper_id'))
        batch_op.drop_index(batch_op.f('ix_visits_replaces_id'))
        batch_op.drop_index(batch_op.f('ix_visits_parted_from_id'))
        batch_op.drop_index('ix_visits_location_id_visited_on')

    op.drop_table('visits')
    op.drop_table('trail_words')
    with op.batch_alter_table('locations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_locations_region_id'))
        batch_op.drop_index(batch_op.f('ix_locations_brand_id'))

    op.drop_table('locations')
    with op.batch_alter_table('grants', schema=None) as batch_op:
        batch_op.drop_index('uq_grants_person_id_role_everywhere', sqlite_where=sa.text('scope_id IS NULL'), postgresql_where=sa.text('scope_id IS NULL'))

    op.drop_table('grants')
    with op.batch_alter_table('trail', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_trail_subject'))

    op.drop_table('trail')
    with op.batch_alter_table('standard_versions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_standard_versions_source_sha256'))

    op.drop_table('standard_versions')
    with op.batch_alter_table('sign_in_attempts', schema=None) as batch_op:
        batch_op.drop_index('ix_sign_in_attempts_address_digest_at')
        batch_op.drop_index('ix_sign_in_attempts_account_digest_at')

    op.drop_table('sign_in_attempts')
    op.drop_table('regions')
    op.drop_table('photos')
    op.drop_table('people')
    with op.batch_alter_table('checklist_versions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_checklist_versions_source_sha256'))

    op.drop_table('checklist_versions')
    op.drop_table('brands')
