import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What an attestation covers, item by item. An older one covers nothing that anybody could compare: it lapses. */
export const attestedItems: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .alterTable('attestations')
      .addColumn('items', 'text', (column) => column.notNull().defaultTo('[]'))
      .execute()
  },
}
