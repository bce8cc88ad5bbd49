/** The migrations in order; a published one is never edited. */
import type { Migration } from 'kysely/migration'
import { firstTables } from './001-first-tables.ts'
import { itemByItem } from './002-item-by-item.ts'
import { coverageLedger } from './003-coverage-ledger.ts'
import { answers } from './004-answers.ts'

export const migrations: Record<string, Migration> = {
  '001-first-tables': firstTables,
  '002-item-by-item': itemByItem,
  '003-coverage-ledger': coverageLedger,
  '004-answers': answers,
}
