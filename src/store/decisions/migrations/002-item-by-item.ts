import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * What was looked at, item by item: an attestation from before covers nothing that anybody could compare, and lapses.
 * Beside attestations acceptances, and a journal of everything that was decided, which takes no change.
 */
export const itemByItem: Migration = {
  async up(db: Kysely<never>) {
    await columns(db)
    await journal(db)
    await registers(db)
  },
}

async function columns(db: Kysely<never>): Promise<void> {
  const table = () => db.schema.alterTable('attestations')
  await table()
    .addColumn('kind', 'text', (column) => column.notNull().defaultTo('attest'))
    .execute()
  await table()
    .addColumn('items', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute()
}

async function journal(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('journal')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('journal_by_tenant').on('journal').column('tenant').execute()
  for (const change of ['update', 'delete']) {
    await sql
      .raw(
        `create trigger journal_no_${change} before ${change} on journal begin select raise(abort, 'the journal takes no change'); end`,
      )
      .execute(db)
  }
}

async function registers(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('registers')
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('dataset', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('rows', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('registers_key', ['tenant', 'dataset'])
    .execute()
}
