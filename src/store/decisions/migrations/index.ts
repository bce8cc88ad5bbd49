/** The migrations in order; a published one is never edited. */
import type { Migration } from 'kysely/migration'
import { firstTables } from './001-first-tables.ts'
import { itemByItem } from './002-item-by-item.ts'

export const migrations: Record<string, Migration> = {
  '001-first-tables': firstTables,
  '002-item-by-item': itemByItem,
}
