import { type Claim, itemsOf } from '#model/claims.ts'
import type { Attestation, Decisions, Declaration, DeclarationKind } from '#model/decisions.ts'
import { fingerprintUnder } from '#model/fingerprint.ts'
import { tenantId } from '#model/ids.ts'
import { CONTOSO } from './ids.ts'

/** The time at which examples are judged. */
export const NOW = new Date('2026-06-01T00:00:00Z')

const SAID = { author: 'olga@contoso.example', reason: 'reviewed', at: '2026-01-15T09:00:00Z' }

/** A fixed key: examples are public. */
export const fingerprint = fingerprintUnder(new Uint8Array(32).fill(7))

/** What Contoso said; nothing by default. */
export function theDecisions(
  changes: Partial<Pick<Decisions, 'declarations' | 'attestations' | 'drills'>> = {},
): Decisions {
  return { tenant: tenantId(CONTOSO), declarations: [], attestations: [], fingerprint, ...changes }
}

/** A declaration of the customer's. */
export function aDeclaration(kind: DeclarationKind, subject: string): Declaration {
  return { kind, subject, ...SAID }
}

/** An attestation of a subject by what was looked at, valid until the end of the year. */
export function anAttestation(
  control: string,
  subject: string,
  seen: readonly Claim[],
  until = '2026-12-31T00:00:00Z',
): Attestation {
  const items = itemsOf(seen, fingerprint)
  return { kind: 'attest', control, subject, fingerprint: fingerprint(items), items, until, ...SAID }
}
