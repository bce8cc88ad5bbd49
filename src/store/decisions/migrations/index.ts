/** The migrations in order; a published one is never edited. */
import type { Migration } from 'kysely/migration'
import { firstTables } from './001-first-tables.ts'
import { attestedItems } from './002-attested-items.ts'

export const migrations: Record<string, Migration> = {
  '001-first-tables': firstTables,
  '002-attested-items': attestedItems,
}
