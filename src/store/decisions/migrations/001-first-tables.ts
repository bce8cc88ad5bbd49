import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Tenants, declarations, attestations, and findings with their history. */
export const firstTables: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('tenants')
      .addColumn('tenant', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text')
      .addColumn('fingerprint_key', 'blob', (column) => column.notNull())
      .execute()
    await declarations(db)
    await attestations(db)
    await findings(db)
    await history(db)
  },
}

async function declarations(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('declarations')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('withdrawn_at', 'text')
    .execute()
  await db.schema
    .createIndex('declarations_by_tenant')
    .on('declarations')
    .columns(['tenant', 'kind'])
    .execute()
}

async function attestations(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('attestations')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('control', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('until', 'text', (column) => column.notNull())
    .addColumn('revoked_at', 'text')
    .execute()
  await db.schema.createIndex('attestations_by_tenant').on('attestations').column('tenant').execute()
}

async function findings(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('findings')
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('control', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('subject_name', 'text', (column) => column.notNull())
    .addColumn('severity', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('first_seen', 'text', (column) => column.notNull())
    .addColumn('last_seen', 'text', (column) => column.notNull())
    .addColumn('snapshot', 'text', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('findings_key', ['tenant', 'id'])
    .execute()
}

async function history(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('finding_history')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('finding', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('snapshot', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('finding_history_by_finding')
    .on('finding_history')
    .columns(['tenant', 'finding'])
    .execute()
}
