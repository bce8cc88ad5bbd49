/**
 * Opens the decisions database: SQLite as Node brings it, driven by Kysely. Kysely's SQLite dialect expects the
 * interface of another package; the few lines below are the difference.
 */
import { chmodSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'
import { Migrator } from 'kysely/migration'
import { KeywardError } from '#model/errors.ts'
import { migrations } from './migrations/index.ts'
import type { DecisionsSchema } from './schema.ts'

/** Two processes may decide at once: the second waits this long for the first. */
const BUSY_MS = 10_000

/** Opens (and migrates) the database file. @throws KeywardError `decisions-too-new` */
export async function openDecisions(path: string): Promise<Kysely<DecisionsSchema>> {
  const database = new DatabaseSync(path, { timeout: BUSY_MS })
  if (process.platform !== 'win32') chmodSync(path, 0o600)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
  const kysely = new Kysely<DecisionsSchema>({ dialect: new SqliteDialect({ database: adapted(database) }) })
  await migrate(kysely)
  return kysely
}

async function migrate(kysely: Kysely<DecisionsSchema>): Promise<void> {
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => migrations } })
  const known = new Set(Object.keys(migrations))
  const applied = await appliedMigrations(kysely)
  const newest = applied.at(-1)
  if (newest !== undefined && !known.has(newest)) {
    throw new KeywardError('decisions-too-new', { found: newest, known: [...known].at(-1) ?? 'none' })
  }
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

async function appliedMigrations(kysely: Kysely<DecisionsSchema>): Promise<readonly string[]> {
  const tables = await kysely.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === 'kysely_migration')) return []
  const rows = await (kysely as unknown as Kysely<{ kysely_migration: { name: string } }>)
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}

function adapted(database: DatabaseSync): SqliteDatabase {
  return { prepare: (sql) => statement(database.prepare(sql)), close: () => database.close() }
}

function statement(prepared: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[]
  return {
    reader: prepared.columns().length > 0,
    all: (parameters) => prepared.all(...values(parameters)),
    run: (parameters) => prepared.run(...values(parameters)),
    iterate: (parameters) => prepared.iterate(...values(parameters)),
  }
}
