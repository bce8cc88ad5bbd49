/** Partners in the logs: the practices' question about sign-ins of service providers, and what they changed. */
import { microsoftTenants } from '#model/microsoft-tenants.ts'
import { contradictions, type ForeignActivity, foreignActivity } from '#store/log-store/foreign-activity.ts'
import type { LogRange } from '#store/log-store/log-store.ts'
import type { TenantStore } from '#store/store.ts'
import { missingLogs } from '../missing-logs.ts'
import { shown } from '../search.ts'
import { type KnownPartners, knownPartners } from './known.ts'
import type { PartnerLogActivity, PartnerLogReport, PartnerPerson } from './report.ts'

/** Makes the report. @throws KeywardError `snapshot-broken`, `search-too-long` */
export async function partnersInLogs(
  store: TenantStore,
  range: LogRange,
  now: Date,
): Promise<PartnerLogReport> {
  const known = await knownPartners(store, now)
  const manifest = await store.logs.manifest()
  const { rows, contradicting } = await store.logs.read(range, async (logs) => ({
    rows: await foreignActivity(logs),
    contradicting: await contradictions(logs, microsoftTenants),
  }))
  const attributed = withHomes(rows)
  const isPartners = partnerTest(attributed, known)
  const partners = [...Map.groupBy(attributed.filter(isPartners), ({ tenantId }) => tenantId)]
    .map(([tenantId, events]) => activityOf(tenantId, events, known))
    .toSorted((one, other) => (other.last ?? '').localeCompare(one.last ?? ''))
  const guests = attributed.filter((row) => !isPartners(row))
  const times = manifest.files.flatMap(({ first, last }) => [first, last]).filter((time) => time !== null)
  const names = new Map([...known.byTenant].map(([id, { name }]) => [id, name]))
  return {
    schemaVersion: 1,
    tenant: { id: store.tenant },
    from: times.toSorted()[0] ?? null,
    to: times.toSorted().at(-1) ?? null,
    partners,
    unexplained: partners.flatMap((partner) => unexplainedOf(partner, known)),
    contradictions: {
      total: contradicting.total,
      events: contradicting.events.map((event) => shown(event, { names })),
    },
    guests: {
      tenants: new Set(guests.map(({ tenantId }) => tenantId)).size,
      signIns: sum(guests, isSignIn),
      changes: sum(guests, isChange),
    },
    unknown: [
      ...missingLogs(ASKED, new Set(manifest.files.map(({ source }) => source))),
      ...(known.because === undefined ? [] : [{ log: 'register', because: known.because }]),
    ],
  }
}

/** An account that one record puts into a tenant is of that tenant in records that do not say. */
function withHomes(rows: readonly ForeignActivity[]): readonly ForeignActivity[] {
  const homes = new Map<string, Set<string>>()
  for (const { userId, tenantId } of rows) {
    if (userId !== null && tenantId !== null)
      homes.set(userId, (homes.get(userId) ?? new Set()).add(tenantId))
  }
  return rows.map((row) => {
    const [home, ...others] = homes.get(row.userId ?? '') ?? []
    return row.tenantId === null && home !== undefined && others.length === 0
      ? { ...row, tenantId: home }
      : row
  })
}

/** A provider by the record's own word once, or on the register: all that its people do counts. */
function partnerTest(rows: readonly ForeignActivity[], { byTenant }: KnownPartners) {
  const providers = new Set(rows.filter(({ isProvider }) => isProvider).map(({ tenantId }) => tenantId))
  return ({ tenantId, isProvider }: ForeignActivity): boolean =>
    isProvider || (tenantId !== null && (providers.has(tenantId) || byTenant.has(tenantId)))
}

const isFailure = ({ result }: ForeignActivity): boolean => result === 'failure' || result === 'interrupted'
const isSignIn = (row: ForeignActivity): boolean => row.kind === 'signIn' && !isFailure(row)
const isChange = (row: ForeignActivity): boolean => row.kind === 'change' && !isFailure(row)
const isNonInteractive = (row: ForeignActivity): boolean =>
  row.source === 'nonInteractiveSignIns' || row.isInteractive === 'false'

function sum(rows: readonly ForeignActivity[], test: (row: ForeignActivity) => boolean): number {
  return rows.reduce((all, row) => all + (test(row) ? row.count : 0), 0)
}

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString())

function latest(rows: readonly ForeignActivity[]): number | null {
  return rows.reduce<number | null>(
    (last, row) => (row.last !== null && (last === null || row.last > last) ? row.last : last),
    null,
  )
}

function earliest(rows: readonly ForeignActivity[]): number | null {
  return rows.reduce<number | null>(
    (first, row) => (row.first !== null && (first === null || row.first < first) ? row.first : first),
    null,
  )
}

const MOST_OPERATIONS = 200

function activityOf(
  tenantId: string | null,
  rows: readonly ForeignActivity[],
  known: KnownPartners,
): PartnerLogActivity {
  const registered = tenantId === null ? undefined : known.byTenant.get(tenantId)
  const noRegister = known.because !== undefined || tenantId === null
  const area = (test: (row: ForeignActivity) => boolean) => sum(rows, (row) => isChange(row) && test(row))
  const isDirectory = ({ source, service }: ForeignActivity) =>
    source === 'directoryAudits' || /^AzureActiveDirectory/i.test(service ?? '')
  const isExchange = ({ source, service }: ForeignActivity) =>
    source === 'unifiedAudit' && /^Exchange/i.test(service ?? '')
  const isAzure = ({ source }: ForeignActivity) => source === 'azureActivity'
  return {
    tenantId,
    name: registered?.name ?? (tenantId === null ? null : (known.rosters.nameOf(tenantId) ?? null)),
    decision: registered?.decision ?? (noRegister ? 'unknown' : 'notOnRegister'),
    signIns: {
      interactive: sum(rows, (row) => isSignIn(row) && !isNonInteractive(row)),
      nonInteractive: sum(rows, (row) => isSignIn(row) && isNonInteractive(row)),
      failed: sum(rows, (row) => row.kind === 'signIn' && isFailure(row)),
    },
    changes: {
      directory: area(isDirectory),
      exchange: area((row) => !isDirectory(row) && isExchange(row)),
      azure: area(isAzure),
      other: area((row) => !isDirectory(row) && !isExchange(row) && !isAzure(row)),
    },
    reads: sum(rows, (row) => row.kind === 'read' && !isFailure(row)),
    first: iso(earliest(rows)),
    last: iso(latest(rows)),
    people: peopleOf(tenantId, rows, known),
    operations: operationsOf(rows),
  }
}

function peopleOf(
  tenantId: string | null,
  rows: readonly ForeignActivity[],
  { rosters }: KnownPartners,
): readonly PartnerPerson[] {
  const byPerson = Map.groupBy(rows, ({ userId, user }) => userId ?? user ?? 'nobody named')
  return [...byPerson]
    .map(([id, own]): PartnerPerson => {
      const last = iso(latest(own))
      const listed =
        tenantId === null || last === null ? ({ is: 'none' } as const) : rosters.on(tenantId, id, last)
      return {
        id,
        name: own.find(({ user }) => user !== null)?.user ?? null,
        person: listed.is === 'listed' ? listed.person : null,
        listed: listed.is,
        signIns: sum(own, isSignIn),
        changes: sum(own, isChange),
        last,
      }
    })
    .toSorted((one, other) => (other.last ?? '').localeCompare(one.last ?? ''))
}

function operationsOf(rows: readonly ForeignActivity[]): PartnerLogActivity['operations'] {
  const changes = Map.groupBy(
    rows.filter(isChange),
    ({ operation, source }) => `${source}\n${operation ?? ''}`,
  )
  return [...changes.values()]
    .map((same) => ({
      operation: same[0]?.operation ?? 'an operation without a name',
      source: same[0]?.source ?? 'other',
      count: sum(same, () => true),
      last: iso(latest(same)),
    }))
    .toSorted((one, other) => other.count - one.count)
    .slice(0, MOST_OPERATIONS)
}

function unexplainedOf(partner: PartnerLogActivity, known: KnownPartners): PartnerLogReport['unexplained'] {
  const { tenantId, name, signIns, changes } = partner
  const events =
    signIns.interactive +
    signIns.nonInteractive +
    changes.directory +
    changes.exchange +
    changes.azure +
    changes.other
  const about = (because: string, of: number, person: string | null = null) => ({
    tenantId,
    name,
    person,
    because,
    events: of,
  })
  const decided: Partial<Record<PartnerLogActivity['decision'], string>> = {
    never: 'nobody has vouched for this partner',
    lapsed: 'the word that was given for this partner has lapsed',
    gained: 'this partner holds more than was looked at when somebody vouched for it',
    notOnRegister: 'no snapshot shows this partner on the register',
  }
  const because =
    tenantId === null
      ? 'the log says that a provider acted and does not say which'
      : decided[partner.decision]
  const missing = partner.people.filter(({ listed }) => listed === 'missing')
  const noRoster = tenantId !== null && !known.rosters.isOf(tenantId) && partner.people.length > 0
  return [
    ...(because === undefined ? [] : [about(because, events)]),
    ...missing.map((person) =>
      about("is not on the partner's roster of that day", person.signIns + person.changes, person.id),
    ),
    ...(noRoster
      ? [
          about(
            `there is no roster: nobody here can say who these ${partner.people.length} accounts are`,
            events,
          ),
        ]
      : []),
  ]
}

/** The logs in which partners show. */
const ASKED = [
  'signIns',
  'nonInteractiveSignIns',
  'directoryAudits',
  'unifiedAudit',
  'azureActivity',
] as const
