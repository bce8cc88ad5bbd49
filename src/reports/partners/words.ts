/** The register in the reader's words, the same on the terminal and in HTML. */
import type {
  ReportedChannel,
  ReportedDecision,
  ReportedGoneFact,
  ReportedPartner,
  ReportedPower,
  ReportedRoster,
  ReportedUse,
} from '#model/partner-report.ts'
import { safeText } from '#model/text/safe-text.ts'
import { counted, day, listed } from '#model/text/words.ts'

export const kindWords: Readonly<Record<string, string>> = {
  indirectProvider: 'indirect provider',
  reseller: 'reseller',
  managedServiceProvider: 'managed-service provider',
  vendor: 'vendor',
  unknown: 'of unknown kind',
}

export const tierWords: Readonly<Record<string, string>> = {
  tier0: 'whole tenant',
  privileged: 'privileged',
  other: 'limited',
  unknown: 'unknown reach',
}

/** The answers of Conditional Access. */
export const coverageWords: Readonly<Record<string, string>> = {
  covered: 'asked for MFA',
  notCovered: 'not asked for MFA',
  cannot: 'out of reach',
  unknown: 'not known',
}

/** What was decided, in one sentence without its end. */
export function decisionWords({ state, author, until }: ReportedDecision): string {
  switch (state) {
    case 'attested':
      return `attested by ${author ?? 'somebody'} until ${day(until ?? '')}`
    case 'lapsed':
      return `the attestation lapsed on ${day(until ?? '')}`
    case 'gained':
      return 'it holds more than was attested'
    case 'never':
      return 'nobody has attested it'
    default:
      return state satisfies never
  }
}

/** How many people it named, and whether somebody went through them. */
export function rosterWords({ people, state, author, until }: ReportedRoster): string {
  const named = counted(people, 'person', 'people')
  switch (state) {
    case 'attested':
      return `${named}, attested by ${author ?? 'somebody'} until ${day(until ?? '')}`
    case 'lapsed':
      return `${named}; nobody attested them since ${day(until ?? '')}`
    case 'gained':
      return `${named}, more than were attested`
    case 'never':
      return `${named}; nobody has attested them`
    default:
      return state satisfies never
  }
}

/** Where a power holds. */
export function scopeWords({ scope, channel }: ReportedPower): string {
  if (scope === '/') return channel === 'azureRole' ? 'all of Azure' : 'whole directory'
  if (scope === 'unknown') return 'scope not read'
  return scope
}

/** How a power is held. */
export function standingWords({ standing, until }: ReportedPower): string {
  const how = standing === 'unknown' ? 'as copied' : standing ? 'standing' : 'to be activated'
  return until === undefined ? how : `${how}, until ${day(until)}`
}

/** Equal powers by different paths are one line. */
export function distinctPowers({
  powers,
}: ReportedPartner): readonly (ReportedPower & { readonly ways: number })[] {
  const groups = Map.groupBy(powers, (power) =>
    [power.role, power.scope, String(power.standing), power.until ?? '', power.channel].join('\n'),
  )
  return [...groups.values()].flatMap((all) => {
    const [first] = all
    return first === undefined
      ? []
      : [{ ...first, ways: all.length, use: useOfAll(all.map(({ use }) => use)) }]
  })
}

/** One of them used is used; one of them not known is no "never". */
function useOfAll(uses: readonly ReportedUse[]): ReportedUse {
  const order = ['used', 'notKnown', 'unused'] as const
  const [first] = order.flatMap((wanted) => uses.filter(({ state }) => state === wanted))
  return first ?? { state: 'notKnown', because: 'it was not looked at' }
}

/** What the logs say of its use. */
export function useWords(use: ReportedUse): string {
  switch (use.state) {
    case 'used': {
      const { what, times, last, sharedWith } = use
      const done =
        what === 'change'
          ? counted(times, 'change of its kind', 'changes of its kind')
          : `${counted(times, 'operation')} in its scope`
      const shared =
        sharedWith === undefined ? '' : `; ${sharedWith} allows such changes too, and no log tells them apart`
      return `used: ${done}, the last on ${day(last)}${shared}`
    }
    case 'unused':
      return `not used since ${day(use.since)} (${counted(use.days, 'day')} of logs)`
    case 'notKnown':
      return `use not known: ${use.because}`
    default:
      return use satisfies never
  }
}

/** How many records, and since when: what they say of themselves first, then what snapshots saw. */
export function channelWords({ since, until, firstSeen, lastSeen, evidence }: ReportedChannel): string {
  const back = evidence.flatMap(({ backAt }) => backAt ?? []).toSorted()
  const days = [
    since ? `since ${day(since)}` : '',
    until ? `until ${day(until)}` : '',
    firstSeen && lastSeen ? `seen ${spanWords(firstSeen, lastSeen)}` : '',
    back.length > 0 ? `gone and back on ${day(back.at(-1) ?? '')}` : '',
  ]
  return [counted(evidence.length, 'record'), ...days.filter((word) => word !== '')].join(', ')
}

function spanWords(first: string, last: string): string {
  return day(first) === day(last) ? `on ${day(first)}` : `from ${day(first)} to ${day(last)}`
}

/** What is gone, and since when: a line each kind of thing, for a list of a hundred guests is one fact. */
export function goneWords(
  gone: readonly ReportedGoneFact[],
): readonly (readonly [channel: string, words: string])[] {
  const groups = Map.groupBy(gone, ({ channel, lastSeen }) => `${channel}\n${day(lastSeen)}`)
  return [...groups.values()].flatMap((all) => {
    const [first] = all
    if (first === undefined) return []
    const names = [...new Set(all.map(({ what }) => safeText(what)))].filter((what) => what !== '')
    const more = names.length - MOST_NAMES
    const shown = [...names.slice(0, MOST_NAMES), ...(more > 0 ? [`${more} more`] : [])]
    return [[first.channel, `${listed(shown)}: gone since ${day(first.lastSeen)}`] as const]
  })
}

const MOST_NAMES = 6

/** How much of each kind somebody did; Azure is named where something was done there. */
export function activityCounts(seen: {
  readonly signIns: number
  readonly changes: number
  readonly azureOperations: number
}): string {
  const { signIns, changes, azureOperations } = seen
  const inAzure =
    azureOperations > 0 ? [counted(azureOperations, 'operation in Azure', 'operations in Azure')] : []
  return listed([counted(signIns, 'sign-in'), counted(changes, 'change'), ...inAzure])
}
