/** The decisions of one tenant. Every query names the tenant first; there is no way to ask for another's. */
import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { SeenItem } from '#model/claims.ts'
import type { Attestation, Decisions, Declaration, DeclarationKind } from '#model/decisions.ts'
import { fingerprintUnder } from '#model/fingerprint.ts'
import type { TenantId } from '#model/ids.ts'
import type { DecisionsSchema } from './schema.ts'

const KEY_BYTES = 32

export interface DecisionsStore {
  /** What a control may see. */
  view(): Promise<Decisions>
  declare(declaration: Declaration): Promise<void>
  /** Takes a declaration back; true when there was one. It stays in the history. */
  withdraw(kind: DeclarationKind, subject: string, at: string): Promise<boolean>
  attest(attestation: Attestation): Promise<void>
  name(tenantName: string): Promise<void>
}

/** Opens the decisions of a tenant, making its fingerprint key at the first time. */
export function decisionsOf(database: Kysely<DecisionsSchema>, tenant: TenantId): DecisionsStore {
  return {
    view: () => viewOf(database, tenant),
    declare: async (declaration) => {
      await database
        .insertInto('declarations')
        .values({ tenant, ...declaration, withdrawn_at: null })
        .execute()
    },
    withdraw: (kind, subject, at) => withdraw(database, tenant, kind, subject, at),
    attest: async (attestation) => {
      await database
        .insertInto('attestations')
        .values({ tenant, ...attestation, items: JSON.stringify(attestation.items), revoked_at: null })
        .execute()
    },
    name: async (name) => {
      await fingerprintKey(database, tenant)
      await database.updateTable('tenants').set({ name }).where('tenant', '=', tenant).execute()
    },
  }
}

async function viewOf(database: Kysely<DecisionsSchema>, tenant: TenantId): Promise<Decisions> {
  const declarations = await database
    .selectFrom('declarations')
    .select(['kind', 'subject', 'author', 'reason', 'at'])
    .where('tenant', '=', tenant)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute()
  const attestations = await database
    .selectFrom('attestations')
    .select(['control', 'subject', 'fingerprint', 'items', 'author', 'reason', 'at', 'until'])
    .where('tenant', '=', tenant)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute()
  return {
    tenant,
    declarations: declarations as readonly Declaration[],
    attestations: attestations.map((row) => ({
      ...row,
      items: JSON.parse(row.items) as readonly SeenItem[],
    })),
    fingerprint: fingerprintUnder(await fingerprintKey(database, tenant)),
  }
}

async function withdraw(
  database: Kysely<DecisionsSchema>,
  tenant: TenantId,
  kind: DeclarationKind,
  subject: string,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('declarations')
    .set({ withdrawn_at: at })
    .where('tenant', '=', tenant)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

async function fingerprintKey(database: Kysely<DecisionsSchema>, tenant: TenantId): Promise<Uint8Array> {
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
