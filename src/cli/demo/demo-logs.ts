/** The logs of the sample company: collected into the store, searched by the rules, and asked for what providers did. */
import type { RuleReport } from '#model/detection.ts'
import { safeText } from '#model/text/safe-text.ts'
import { counted } from '#model/text/words.ts'
import { collectableSources } from '#pipeline/logs/collect.ts'
import {
  type CollectedTenantLogs,
  type CollectTenantLogsOptions,
  collectTenantLogs,
} from '#pipeline/logs/collect-tenant-logs.ts'
import { hunt } from '#pipeline/logs/hunt.ts'
import { partnersInLogs } from '#pipeline/logs/partners/partners.ts'
import type { PartnerLogReport } from '#pipeline/logs/partners/report.ts'
import type { Session } from '#pipeline/session.ts'
import type { Context } from '../context.ts'
import { rulesThatFound } from '../logs/detect-text.ts'

/** Enough for what the sample's providers did, at half the time that the usual week takes. */
const DAYS = 3
const DAY_MS = 86_400_000

export interface DemoLogs {
  readonly collected: CollectedTenantLogs
  readonly rules: readonly RuleReport[]
}

type Sample = Pick<
  CollectTenantLogsOptions,
  'session' | 'cloud' | 'endpoint' | 'credential' | 'now' | 'signal' | 'onProgress'
>

/** Collects the last days of the sample's logs, and runs the rules. @throws KeywardError as `collectTenantLogs` does */
export async function reviewLogs(sample: Sample): Promise<DemoLogs> {
  const collected = await collectTenantLogs({
    ...sample,
    sources: collectableSources,
    since: new Date(sample.now().getTime() - DAYS * DAY_MS),
    startSubscriptions: false,
  })
  const tenant = await sample.session.tenant(undefined)
  const { rules } = await hunt(tenant, { limit: 1, ...(sample.signal ? { signal: sample.signal } : {}) })
  return { collected, rules }
}

/** What the logs say, in a few lines with the commands that say more. @param data the demo's data folder */
export async function logLines(
  { now }: Context,
  session: Session,
  data: string,
  { collected: { feeds, stored }, rules }: DemoLogs,
): Promise<readonly string[]> {
  // Only now: the register of partners comes from the facts.
  const partners = await partnersInLogs(await session.tenant(undefined), {}, now())
  const logs = new Set(feeds.filter(({ tally }) => tally.rows > 0).map(({ source }) => source))
  return [
    `Logs: ${counted(stored.added, 'event')} of ${counted(logs.size, 'log')}.`,
    `  ${foundLine(rules)}`,
    `  ${providersLine(partners)}`,
    `  Look closer: npx keyward logs detect --data ${data}`,
    `               npx keyward logs partners --data ${data}`,
  ]
}

function foundLine(rules: readonly RuleReport[]): string {
  const ran = rules.filter(({ status }) => status === 'ran')
  const hit = rulesThatFound(rules)
  const [worst] = hit
  if (worst === undefined) return `${counted(ran.length, 'rule')} ran, none found anything.`
  const events = hit.reduce((sum, { count }) => sum + count, 0)
  return `${counted(hit.length, 'rule')} of ${ran.length} found ${counted(events, 'event')}, the worst: ${safeText(worst.title)}.`
}

/** So many providers are named. */
const MOST_NAMED = 3

function providersLine({ partners, unexplained }: PartnerLogReport): string {
  if (partners.length === 0) return 'No provider acted.'
  const named = partners.slice(0, MOST_NAMED).map(({ name, tenantId, signIns, changes }) => {
    const made = changes.directory + changes.exchange + changes.azure + changes.other
    const came = `${counted(signIns.interactive + signIns.nonInteractive, 'sign-in')}, ${counted(made, 'change')}`
    const refused = signIns.failed > 0 ? `, ${signIns.failed} refused` : ''
    return `${safeText(name ?? tenantId ?? 'a provider that no record names')} (${came}${refused})`
  })
  const more = partners.length > MOST_NAMED ? ` and ${partners.length - MOST_NAMED} more` : ''
  const open =
    unexplained.length === 0
      ? 'all of it explained'
      : `${counted(unexplained.length, 'thing')} that nothing explains`
  return `${counted(partners.length, 'provider')} came in: ${named.join('; ')}${more}; ${open}.`
}
