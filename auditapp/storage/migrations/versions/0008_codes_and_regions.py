"""Codes are unique in whatever letters, names of regions beside their neighbours."""

import unicodedata
from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None
TABLES = ('people', 'locations')


def upgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('code_key', sa.Text(), server_default='', nullable=False))
        fill_keys(table)
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(f'uq_{table}_code_key', ['code_key'], unique=True)

    with op.batch_alter_table('regions', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_regions_name'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_regions_parent_id_name'), ['parent_id', 'name'])
        batch_op.create_index(
            'uq_regions_name_widest', ['name'], unique=True,
            sqlite_where=sa.text('parent_id IS NULL'), postgresql_where=sa.text('parent_id IS NULL'),
        )


def downgrade() -> None:
    name_apart()
    with op.batch_alter_table('regions', schema=None) as batch_op:
        batch_op.drop_index('uq_regions_name_widest')
        batch_op.drop_constraint(batch_op.f('uq_regions_parent_id_name'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_regions_name'), ['name'])
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(f'uq_{table}_code_key')
            batch_op.drop_column('code_key')


def folded(words: str) -> str:
    """Fold as the application does."""
    return unicodedata.normalize('NFKC', words).casefold().replace('ё', 'е')


def fill_keys(table: str) -> None:
    """Give each code its key; of twins one has it, so that nobody gets a third, others their own."""
    rows = sa.table(table, sa.column('id'), sa.column('code'), sa.column('code_key'))
    connection = op.get_bind()
    alike = defaultdict(list)
    for key, code in connection.execute(sa.select(rows.c.id, rows.c.code).order_by(rows.c.id)):
        alike[folded(code)].append((key, code))
    used = set(alike)
    for wanted, twins in alike.items():
        first = next((one for one in twins if one[1] == wanted), twins[0])
        for key, code in twins:
            own = wanted
            if (key, code) != first:
                own = code if code not in used else f'{code} {key}'
                used.add(own)
            connection.execute(sa.update(rows).where(rows.c.id == key).values(code_key=own))


def name_apart() -> None:
    """Let no two regions have one name, as it was before."""
    rows = sa.table('regions', sa.column('id'), sa.column('name'))
    connection, used = op.get_bind(), set()
    for key, name in connection.execute(sa.select(rows.c.id, rows.c.name).order_by(rows.c.id)).all():
        if name in used:
            connection.execute(sa.update(rows).where(rows.c.id == key).values(name=f'{name} {key}'))
        used.add(name)
