/**
 * The decisions of one tenant. Every query names the tenant first; there is no way to ask for another's. A decision
 * and its entry in the journal are one transaction: either both are there or neither.
 */
import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { SeenItem } from '#model/claims.ts'
import type {
  Attestation,
  Decisions,
  Declaration,
  DeclarationKind,
  HandCopied,
  HandCopy,
  JournalEntry,
} from '#model/decisions.ts'
import { fingerprintUnder } from '#model/fingerprint.ts'
import type { HandoverAnswer } from '#model/handover.ts'
import type { TenantId } from '#model/ids.ts'
import type { DecisionsSchema } from './schema.ts'

const KEY_BYTES = 32

/** Who takes something back, and when. */
export interface TakenBack {
  readonly author: string
  readonly reason: string
  /** ISO 8601, UTC. */
  readonly at: string
}

export interface DecisionsStore {
  /** What a control may see. */
  view(): Promise<Decisions>
  declare(declaration: Declaration): Promise<void>
  /** Takes a declaration back; true when there was one. It stays in the history. */
  withdraw(kind: DeclarationKind, subject: string, by: TakenBack): Promise<boolean>
  /** Keeps an attestation or an acceptance. */
  attest(attestation: Attestation): Promise<void>
  /** Takes back what was attested or accepted about the subjects; how many there were. */
  revoke(control: string | undefined, subjects: readonly string[], by: TakenBack): Promise<number>
  /** Keeps what was copied by hand, in place of the copy before. */
  keepCopy(dataset: HandCopied, copy: HandCopy<unknown>): Promise<void>
  /** Everything that was decided, the first first. */
  journal(): Promise<readonly JournalEntry[]>
  name(tenantName: string): Promise<void>
}

type Database = Kysely<DecisionsSchema>

/** Opens the decisions of a tenant, making its fingerprint key at the first time. */
export function decisionsOf(database: Database, tenant: TenantId): DecisionsStore {
  const together = <T>(work: (transaction: Database) => Promise<T>) =>
    database.transaction().execute((transaction) => work(transaction))
  return {
    view: () => viewOf(database, tenant),
    declare: (declaration) => together((transaction) => declare(transaction, tenant, declaration)),
    withdraw: (kind, subject, by) =>
      together((transaction) => withdraw(transaction, tenant, { kind, subject }, by)),
    attest: (attestation) => together((transaction) => attest(transaction, tenant, attestation)),
    revoke: (control, subjects, by) =>
      together((transaction) => revoke(transaction, tenant, { control, subjects }, by)),
    keepCopy: (dataset, copy) => together((transaction) => keepCopy(transaction, tenant, dataset, copy)),
    journal: () => journalOf(database, tenant),
    name: async (name) => {
      await fingerprintKey(database, tenant)
      await database.updateTable('tenants').set({ name }).where('tenant', '=', tenant).execute()
    },
  }
}

async function viewOf(database: Database, tenant: TenantId): Promise<Decisions> {
  const declarations = await database
    .selectFrom('declarations')
    .select(['kind', 'subject', 'author', 'reason', 'at'])
    .where('tenant', '=', tenant)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute()
  const attestations = await database
    .selectFrom('attestations')
    .select([
      'kind',
      'control',
      'subject',
      'fingerprint',
      'items',
      'author',
      'reason',
      'at',
      'until',
      'answers',
    ])
    .where('tenant', '=', tenant)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute()
  const copies = await copiesOf(database, tenant)
  return {
    tenant,
    ...copies,
    declarations: declarations as readonly Declaration[],
    attestations: attestations.map(({ items, answers, ...row }) => ({
      ...row,
      items: JSON.parse(items) as readonly SeenItem[],
      ...(answers === null ? {} : { answers: JSON.parse(answers) as readonly HandoverAnswer[] }),
    })),
    fingerprint: fingerprintUnder(await fingerprintKey(database, tenant)),
  }
}

async function declare(database: Database, tenant: TenantId, declaration: Declaration): Promise<void> {
  await database
    .insertInto('declarations')
    .values({ tenant, ...declaration, withdrawn_at: null })
    .execute()
  const { author, at, ...detail } = declaration
  await write(database, tenant, { at, author, act: 'declare', detail })
}

async function withdraw(
  database: Database,
  tenant: TenantId,
  { kind, subject }: { readonly kind: DeclarationKind; readonly subject: string },
  { author, reason, at }: TakenBack,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('declarations')
    .set({ withdrawn_at: at })
    .where('tenant', '=', tenant)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await write(database, tenant, { at, author, act: 'withdraw', detail: { kind, subject, reason } })
  return true
}

async function attest(database: Database, tenant: TenantId, attestation: Attestation): Promise<void> {
  await database
    .insertInto('attestations')
    .values({
      tenant,
      ...attestation,
      items: JSON.stringify(attestation.items),
      answers: attestation.answers === undefined ? null : JSON.stringify(attestation.answers),
      revoked_at: null,
    })
    .execute()
  const { author, at, kind: act, items, ...detail } = attestation
  await write(database, tenant, { at, author, act, detail: { ...detail, items: items.length } })
}

async function revoke(
  database: Database,
  tenant: TenantId,
  { control, subjects }: { readonly control: string | undefined; readonly subjects: readonly string[] },
  { author, reason, at }: TakenBack,
): Promise<number> {
  const standing = database
    .updateTable('attestations')
    .set({ revoked_at: at })
    .where('tenant', '=', tenant)
    .where('subject', 'in', subjects)
    .where('revoked_at', 'is', null)
  const { numUpdatedRows } = await (control === undefined
    ? standing
    : standing.where('control', '=', control)
  ).executeTakeFirst()
  if (numUpdatedRows === 0n) return 0
  await write(database, tenant, { at, author, act: 'revoke', detail: { control, subjects, reason } })
  return Number(numUpdatedRows)
}

async function copiesOf(
  database: Database,
  tenant: TenantId,
): Promise<Pick<Decisions, 'register' | 'roster'>> {
  const rows = await database
    .selectFrom('registers')
    .select(['dataset', 'author', 'at', 'rows'])
    .where('tenant', '=', tenant)
    .execute()
  // Each was parsed by its dataset's schema before it was kept.
  const copies = rows.map(({ dataset, author, at, rows: text }) => {
    const field = dataset === 'partnerRoster' ? 'roster' : 'register'
    return [field, { author, at, rows: JSON.parse(text) as unknown }] as const
  })
  return Object.fromEntries(copies) as Pick<Decisions, 'register' | 'roster'>
}

async function keepCopy(
  database: Database,
  tenant: TenantId,
  dataset: HandCopied,
  { author, at, rows }: HandCopy<unknown>,
): Promise<void> {
  const values = { author, at, rows: JSON.stringify(rows) }
  await database
    .insertInto('registers')
    .values({ tenant, dataset, ...values })
    .onConflict((conflict) => conflict.columns(['tenant', 'dataset']).doUpdateSet(values))
    .execute()
  await write(database, tenant, { at, author, act: 'register', detail: { dataset, rows } })
}

async function write(database: Database, tenant: TenantId, entry: JournalEntry): Promise<void> {
  const { at, author, act, detail } = entry
  await database
    .insertInto('journal')
    .values({ tenant, at, author, act, detail: JSON.stringify(detail) })
    .execute()
}

async function journalOf(database: Database, tenant: TenantId): Promise<readonly JournalEntry[]> {
  const rows = await database
    .selectFrom('journal')
    .select(['at', 'author', 'act', 'detail'])
    .where('tenant', '=', tenant)
    .orderBy('id')
    .execute()
  return rows.map(({ at, author, act, detail }) => ({
    at,
    author,
    act: act as JournalEntry['act'],
    detail: JSON.parse(detail) as JournalEntry['detail'],
  }))
}

async function fingerprintKey(database: Database, tenant: TenantId): Promise<Uint8Array> {
  await database
    .insertInto('tenants')
    .values({ tenant, name: null, fingerprint_key: randomBytes(KEY_BYTES) })
    .onConflict((conflict) => conflict.column('tenant').doNothing())
    .execute()
  const row = await database
    .selectFrom('tenants')
    .select('fingerprint_key')
    .where('tenant', '=', tenant)
    .executeTakeFirstOrThrow()
  return row.fingerprint_key
}
