/** Whom a case is about: accounts by all their names, partners by their tenants. */
import { isTenantId } from '#model/ids.ts'
import type { PartnerReport, ReportedPartner } from '#model/partner-report.ts'
import type { CaseScope } from '#store/log-store/case-events.ts'
import type { TenantStore } from '#store/store.ts'
import { loadFacts } from '../facts.ts'
import { partnerHistory, withCopies } from '../partner-history.ts'
import { partnerReport } from '../partner-report.ts'
import { onePartner } from '../render-partners.ts'

export interface ResolvedScope extends CaseScope {
  /** The register of the latest snapshot; undefined without one. */
  readonly register: PartnerReport | undefined
  readonly partners: readonly ReportedPartner[]
  /** What could not be resolved, in sentences. */
  readonly gaps: readonly string[]
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Resolves what people typed. A partner that no register knows may still be given by its tenant id.
 * @throws KeywardError `snapshot-broken`, `partner-unknown`, `partner-ambiguous`
 */
export async function resolveScope(
  store: TenantStore,
  wanted: { readonly users: readonly string[]; readonly partners: readonly string[] },
  now: Date,
): Promise<ResolvedScope> {
  const register = await registerOf(store, now)
  const known = wanted.partners.map((name) => {
    const isListed =
      register?.partners.some(({ tenantIds }) => tenantIds.includes(name.toLowerCase())) ?? false
    return GUID.test(name) && !isListed ? name.toLowerCase() : onePartner(register ?? { partners: [] }, name)
  })
  const partners = known.filter((one) => typeof one !== 'string')
  const tenants = known.flatMap((one) => (typeof one === 'string' ? [one] : one.tenantIds))
  const { users, gaps } = await namesOf(store, wanted.users)
  return {
    isEverybody: wanted.users.length + wanted.partners.length === 0,
    users,
    tenants: [...new Set(tenants.filter(isTenantId))],
    register,
    partners,
    gaps: [
      ...gaps,
      ...partners
        .filter(({ tenantIds }) => tenantIds.length === 0)
        .map(({ name }) => `no tenant id of ${name} is known, so its people cannot be found in logs`),
      ...known
        .filter((one) => typeof one === 'string')
        .map((id) => `no register knows the partner ${id}: there is no page of it`),
    ],
  }
}

async function registerOf(store: TenantStore, now: Date): Promise<PartnerReport | undefined> {
  const snapshot = await store.snapshots.latest()
  if (snapshot === undefined) return undefined
  const decisions = await store.decisions.view()
  return partnerReport(
    {
      snapshot,
      tenant: store.tenant,
      decisions,
      history: async (facts) =>
        withCopies(
          await partnerHistory(store, { snapshot, facts }),
          await store.decisions.journal(),
          store.tenant,
        ),
    },
    now,
  )
}

/** Logs name an account by its name, by its id, or by both: each stands for the other. */
async function namesOf(store: TenantStore, wanted: readonly string[]) {
  const snapshot = await store.snapshots.latest()
  if (wanted.length === 0) return { users: [], gaps: [] }
  const facts = snapshot === undefined ? undefined : await loadFacts(snapshot, ['users'])
  const records = facts?.records('users') ?? []
  const gaps: string[] = []
  const users = wanted.flatMap((name) => {
    const word = name.trim().toLowerCase()
    const user = records.find(
      ({ id, userPrincipalName }) => id.toLowerCase() === word || userPrincipalName?.toLowerCase() === word,
    )
    if (user === undefined) {
      gaps.push(`${name} is not among the accounts of the latest snapshot: found by this name alone`)
      return [word]
    }
    return [word, user.id, user.userPrincipalName ?? word]
  })
  return { users: [...new Set(users.map((name) => name.toLowerCase()))], gaps }
}
