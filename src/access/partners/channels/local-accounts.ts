/**
 * Accounts of this tenant that look as if a provider used them (identity.md §e.6): its name in theirs, or its domain
 * in their address. Only providers that administer are looked for; a guess without one of them is not made.
 */
import type { User } from '#model/records/users.ts'
import { isExternal, nameOf } from '../../accounts.ts'
import { isPrivileged } from '../../roles/administration.ts'
import { organisationDomain } from '../domains.ts'
import type { Home, Sighting } from '../sighting.ts'
import type { PartnerSources } from '../sources.ts'
import type { AccountPowers } from './guests.ts'

/** What an administering provider is called, for comparison. */
export interface Known {
  readonly home: Home
  readonly names: readonly string[]
  readonly domains: readonly string[]
}

/** Sightings of local accounts; `why` in the evidence says what gave them away. */
export function localAccountSightings(
  { records }: PartnerSources,
  known: readonly Known[],
  powersOf: (account: User) => AccountPowers,
): readonly Sighting[] {
  const marks = known.map((provider) => ({ provider, words: marksOf(provider) }))
  if (marks.length === 0) return []
  return records.users.flatMap((account) => {
    if (isExternal(account) === true) return []
    const found = marks.find(({ provider, words }) => lookOf(account, provider, words) !== undefined)
    if (found === undefined) return []
    const why = lookOf(account, found.provider, found.words) ?? ''
    return [sightingOf(account, found.provider, why, powersOf(account))]
  })
}

function sightingOf(
  account: User,
  { home }: Known,
  why: string,
  { powers, claims }: AccountPowers,
): Sighting {
  const { id, userPrincipalName, mail, accountEnabled, createdDateTime } = account
  const isAdministrator = powers.some(({ tier }) => isPrivileged(tier))
  return {
    channel: 'localAccount',
    home,
    evidence: { dataset: 'users', id, fields: { userPrincipalName, mail, accountEnabled, why } },
    since: createdDateTime ?? undefined,
    powers: powers.map((power) => ({ ...power, channel: 'localAccount' })),
    claims: [
      {
        dataset: 'users',
        key: { channel: 'localAccount', account: id.toLowerCase() },
        end: null,
        what: `${isAdministrator ? 'administrator' : 'account'} ${nameOf(account)}`,
      },
      ...claims,
    ],
  }
}

function lookOf(account: User, { domains }: Known, words: readonly string[]): string | undefined {
  const domain = organisationDomain(account.mail)
  if (domain !== undefined && domains.includes(domain)) return `its address is at ${domain}`
  const called = plain(`${account.displayName ?? ''} ${account.userPrincipalName?.split('@')[0] ?? ''}`)
  const word = words.find((one) => ` ${called} `.includes(` ${one} `))
  return word === undefined ? undefined : `it is called after the provider (${word})`
}

const SHORTEST_MARK = 4

/** Words of every second company; alone they mark nobody. */
const GENERIC: ReadonlySet<string> = new Set(
  (
    'cloud data digital global group help helpdesk info managed microsoft network networks office partner service ' +
    'services software solution solutions support system systems team tech technology consulting admin'
  ).split(' '),
)

/** A provider's whole name, its first word if that is its own, and the label of its domain. */
function marksOf({ names, domains }: Known): readonly string[] {
  const called = names.flatMap((name) => [plain(name), plain(name).split(' ')[0] ?? ''])
  const labels = domains.map((domain) => plain(domain.split('.')[0] ?? ''))
  return [...new Set([...called, ...labels])].filter(
    (mark) => mark.length >= SHORTEST_MARK && !GENERIC.has(mark),
  )
}

/** Letters and digits in lower case, apart by single blanks. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
