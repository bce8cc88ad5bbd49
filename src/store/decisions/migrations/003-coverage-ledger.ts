import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * The coverage ledger: which windows of which log were planned, how each stands, and a journal of every attempt, which
 * takes no change.
 */
export const coverageLedger: Migration = {
  async up(db: Kysely<never>) {
    await feeds(db)
    await windows(db)
    await attempts(db)
  },
}

async function feeds(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('log_feeds')
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('feed', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('begun', 'text', (column) => column.notNull())
    .addColumn('coverage', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('log_feeds_key', ['tenant', 'feed'])
    .execute()
}

async function windows(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('log_windows')
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('feed', 'text', (column) => column.notNull())
    .addColumn('round', 'integer', (column) => column.notNull())
    .addColumn('starts', 'text', (column) => column.notNull())
    .addColumn('ends', 'text', (column) => column.notNull())
    .addColumn('ask_from', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('next_attempt', 'text', (column) => column.notNull())
    .addColumn('answered_at', 'text')
    .addColumn('tally', 'text')
    .addColumn('because', 'text')
    .addColumn('handle', 'text')
    .addPrimaryKeyConstraint('log_windows_key', ['tenant', 'feed', 'round', 'starts', 'ends'])
    .execute()
  await db.schema
    .createIndex('log_windows_by_end')
    .on('log_windows')
    .columns(['tenant', 'feed', 'ends'])
    .execute()
}

async function attempts(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('log_attempts')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('feed', 'text', (column) => column.notNull())
    .addColumn('round', 'integer', (column) => column.notNull())
    .addColumn('starts', 'text', (column) => column.notNull())
    .addColumn('ends', 'text', (column) => column.notNull())
    .addColumn('ask_from', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('tally', 'text')
    .addColumn('rows_by_hour', 'text')
    .addColumn('because', 'text')
    .execute()
  await db.schema
    .createIndex('log_attempts_by_end')
    .on('log_attempts')
    .columns(['tenant', 'feed', 'ends'])
    .execute()
  for (const change of ['update', 'delete']) {
    await sql
      .raw(
        `create trigger log_attempts_no_${change} before ${change} on log_attempts begin select raise(abort, 'the ledger takes no change'); end`,
      )
      .execute(db)
  }
}
