/** The logs of the sample company: collected into the store, searched by the rules, and asked for what providers did. */
import type { DetectionReport, RuleReport } from '#model/detection.ts'
import { severities } from '#model/severity.ts'
import { safeText } from '#model/text/safe-text.ts'
import { counted } from '#model/text/words.ts'
import { collectableSources } from '#pipeline/logs/collect.ts'
import {
  type CollectedTenantLogs,
  type CollectTenantLogsOptions,
  collectTenantLogs,
} from '#pipeline/logs/collect-tenant-logs.ts'
import { explainHit, type KeptHit, keepHits } from '#pipeline/logs/findings.ts'
import { hunt } from '#pipeline/logs/hunt.ts'
import { partnersInLogs } from '#pipeline/logs/partners/partners.ts'
import type { PartnerLogReport } from '#pipeline/logs/partners/report.ts'
import type { Session } from '#pipeline/session.ts'
import { type Context, columnsOf } from '../context.ts'
import { rulesThatFound } from '../logs/detect-text.ts'
import { hitText } from '../logs/findings-text.ts'

/** Enough for what the sample's providers did, at half the time that the usual week takes. */
const DAYS = 3
const DAY_MS = 86_400_000

export interface DemoLogs {
  readonly collected: CollectedTenantLogs
  readonly report: DetectionReport
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
  const report = await hunt(tenant, sample.signal ? { signal: sample.signal } : {})
  return { collected, report }
}

/**
 * What the logs say, in a few lines with the commands that say more, and the gravest hit as the finding that it became.
 * @param data the demo's data folder
 */
export async function logLines(
  { now, stdout }: Context,
  session: Session,
  data: string,
  { collected: { feeds, stored }, report }: DemoLogs,
): Promise<readonly string[]> {
  const tenant = await session.tenant(undefined)
  // Only now: the register of partners comes from the facts, and findings name a snapshot.
  const partners = await partnersInLogs(tenant, {}, now())
  const kept = await keepHits(tenant, report, now())
  const logs = new Set(feeds.filter(({ tally }) => tally.rows > 0).map(({ source }) => source))
  return [
    ...(await gravestHit(tenant, kept, columnsOf(stdout))),
    `Logs: ${counted(stored.added, 'event')} of ${counted(logs.size, 'log')}.`,
    `  ${foundLine(report.rules)}`,
    ...(kept.length === 0
      ? []
      : [`  Kept as ${counted(kept.length, 'finding')}, which a reason can explain.`]),
    `  ${providersLine(partners)}`,
    `  Look closer: npx keyward logs detect --data ${data}`,
    `               npx keyward logs partners --data ${data}`,
  ]
}

/** The finding of a hit with its events, as `keyward explain` shows it. */
async function gravestHit(
  tenant: Awaited<ReturnType<Session['tenant']>>,
  kept: readonly KeptHit[],
  columns: number,
): Promise<readonly string[]> {
  const [gravest] = kept.toSorted(
    (one, other) => severities.indexOf(one.finding.severity) - severities.indexOf(other.finding.severity),
  )
  const explained = gravest === undefined ? undefined : await explainHit(tenant, gravest.id)
  return explained === undefined
    ? []
    : [`$ keyward explain ${explained.id}`, '', ...hitText(explained, columns).split('\n')]
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
