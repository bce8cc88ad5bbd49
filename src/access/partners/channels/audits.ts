/** What providers changed here, and the accounts that they made (identity.md §d.5 channel 4, logs.md §0.3). */
import { ADD_USER, plainActivity } from '#model/events/watched-activities.ts'
import type { Fact } from '#model/outcome.ts'
import type { DirectoryAudit } from '#model/records/directory-audits.ts'
import type { User } from '#model/records/users.ts'
import type { PartnerEvent } from '../../events/event.ts'
import type { Power, Sighting } from '../sighting.ts'
import type { PartnerSources } from '../sources.ts'
import type { AccountPowers } from './guests.ts'
import { eventSightings } from './sign-ins.ts'

/** Changes by providers; `also` adds the tenants that are on the register anyhow. */
export function auditSightings(
  sources: PartnerSources,
  also: ReadonlySet<string>,
  powersOf: (account: User) => AccountPowers,
): readonly Sighting[] {
  const changes = eventSightings('audit', sources.events, also)
  return [...changes, ...createdAccounts(sources, also, powersOf)]
}

/**
 * Accounts of this tenant that a provider made in the days of the log: whoever makes an account knows its password.
 * Nothing is claimed of them, because the record goes when the log does.
 */
function createdAccounts(
  sources: PartnerSources,
  also: ReadonlySet<string>,
  powersOf: (account: User) => AccountPowers,
): readonly Sighting[] {
  const accounts = new Map(sources.records.users.map((account) => [account.id.toLowerCase(), account]))
  const events = new Map(
    sources.events.filter(({ source }) => source === 'directoryAudit').map((event) => [event.id, event]),
  )
  return (sources.records.directoryAudits ?? []).flatMap((record) => {
    const event = events.get(record.id)
    if (event?.tenantId === undefined || plainActivity(record.activityDisplayName) !== ADD_USER) return []
    if (!event.isProvider && !also.has(event.tenantId)) return []
    return accountsIn(record).map((made) => {
      const account = accounts.get(made.id.toLowerCase())
      const powers = account === undefined ? [] : powersOf(account).powers
      return { ...sightingOf(record, event, made, account), powers: powers.map(asLocal) }
    })
  })
}

const asLocal = (power: Power): Power => ({ ...power, channel: 'localAccount' })

interface Made {
  readonly id: string
  readonly userPrincipalName: string | null | undefined
}

function accountsIn({ targetResources }: DirectoryAudit): readonly Made[] {
  return (targetResources ?? []).flatMap(({ id, type, userPrincipalName }) =>
    id && type?.toLowerCase() === 'user' ? [{ id, userPrincipalName }] : [],
  )
}

function sightingOf(
  record: DirectoryAudit,
  { tenantId, time, actorId }: PartnerEvent,
  { id, userPrincipalName }: Made,
  account: User | undefined,
): Sighting {
  const why = `${actorId ?? 'somebody'} of the provider made it (directory change ${record.id})`
  const gone: Fact = {
    dataset: 'directoryAudits',
    id: record.id,
    fields: { userPrincipalName, accountId: id, why },
  }
  return {
    channel: 'localAccount',
    home: { tenantId },
    evidence:
      account === undefined ? gone : { dataset: 'users', id: account.id, fields: fieldsOf(account, why) },
    since: time,
    powers: [],
    claims: [],
  }
}

function fieldsOf({ userPrincipalName, mail, accountEnabled }: User, why: string): Fact['fields'] {
  return { userPrincipalName, mail, accountEnabled, why }
}
