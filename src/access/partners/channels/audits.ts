/** What providers changed here, and the accounts that they made (identity.md §d.5 channel 4, logs.md §0.3). */
import { ADD_USER, plainActivity } from '#model/events/watched-activities.ts'
import type { DirectoryAudit } from '#model/records/directory-audits.ts'
import type { PartnerEvent } from '../../events/event.ts'
import type { Sighting } from '../sighting.ts'
import type { PartnerSources } from '../sources.ts'
import { eventSightings } from './sign-ins.ts'

/** Changes by providers; `also` adds the tenants that are on the register anyhow. */
export function auditSightings(sources: PartnerSources, also: ReadonlySet<string>): readonly Sighting[] {
  return [...eventSightings('audit', sources.events, also), ...createdAccounts(sources, also)]
}

/**
 * Accounts of this tenant that a provider made in the days of the log: whoever makes an account knows its password.
 * Nothing is claimed of them, because the record goes when the log does.
 */
function createdAccounts(sources: PartnerSources, also: ReadonlySet<string>): readonly Sighting[] {
  const events = new Map(
    sources.events.filter(({ source }) => source === 'directoryAudit').map((event) => [event.id, event]),
  )
  return (sources.records.directoryAudits ?? []).flatMap((record) => {
    const event = events.get(record.id)
    if (event?.tenantId === undefined || plainActivity(record.activityDisplayName) !== ADD_USER) return []
    if (!event.isProvider && !also.has(event.tenantId)) return []
    return accountsIn(record).map((account) => sightingOf(record, event, account, sources))
  })
}

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
  { records }: PartnerSources,
): Sighting {
  const account = records.users.find((user) => user.id.toLowerCase() === id.toLowerCase())
  const why = `${actorId ?? 'somebody'} of the provider made it (directory change ${record.id})`
  return {
    channel: 'localAccount',
    home: { tenantId },
    evidence:
      account === undefined
        ? { dataset: 'directoryAudits', id: record.id, fields: { userPrincipalName, accountId: id, why } }
        : {
            dataset: 'users',
            id: account.id,
            fields: {
              userPrincipalName: account.userPrincipalName,
              mail: account.mail,
              accountEnabled: account.accountEnabled,
              why,
            },
          },
    since: time,
    powers: [],
    claims: [],
  }
}
