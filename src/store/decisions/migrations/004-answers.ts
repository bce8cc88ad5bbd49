import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What a questionnaire came back with stands in the attestation that it became. */
export const answers: Migration = {
  async up(db: Kysely<never>) {
    await db.schema.alterTable('attestations').addColumn('answers', 'text').execute()
  },
}
