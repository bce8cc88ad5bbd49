/**
 * The unified log by audit queries of Graph (identity.md §f.5): a question is left, the service works on it for minutes
 * or hours, then its records are read. A question that is not done in time is left where it is and looked at again later.
 */
import { AUDIT_QUERIES, auditQueryPath, auditRecordsPath } from '#clients/graph/audit-queries.ts'
import type { ServiceAnswer } from '#clients/http/service.ts'
import { DAY, feedPolicy, HOUR, keptMs, UNIFIED_ROUNDS } from '#logs/windows/policy.ts'
import { unavailable } from '#model/coverage.ts'
import type { LogWindow, Span } from '#model/events/log-window.ts'
import { type Ending, type LogFeed, type Pages, type Reading, timeIn, written } from './feed.ts'
import { lied, listPages } from './read-list.ts'

const SOURCE = 'unifiedAudit'
export const AUDIT_QUERY_PERMISSION = 'AuditLogsQuery.Read.All'
const LANE = 'auditQueries'
/** The service takes ten searches of one caller at a time (unverified); some are left to people. */
const MOST_LEFT = 6
const AT_ONCE = 3

/** The feed; clouds other than the global one do not offer it (identity.md §g.2). */
export function auditQueryFeed(cloud: string): LogFeed {
  return {
    policy: feedPolicy({
      feed: `${SOURCE}/queries`,
      source: SOURCE,
      keptMs: keptMs(SOURCE, 'unknown'),
      longestMs: DAY,
      // Each question costs minutes whatever it finds; a day of a large tenant has many pages.
      mostPages: 1_000,
      ...UNIFIED_ROUNDS,
    }),
    lane: LANE,
    shape: 'auditQuery',
    permissions: [AUDIT_QUERY_PERMISSION],
    atOnce: AT_ONCE,
    mostLeft: MOST_LEFT,
    ...(cloud === 'global'
      ? {}
      : { closed: unavailable('audit queries are offered in the global cloud only') }),
    pages,
  }
}

type Asked = Pick<LogWindow, 'askFrom' | 'handle'> & Span

async function* pages(window: Asked, reading: Reading): Pages {
  const left = await questionOf(window, reading)
  if ('kind' in left) return left
  const ready = await untilReady(left, reading)
  if (ready !== undefined) return ready
  const path = auditRecordsPath(left.id)
  const list = { service: reading.services.graph, lane: LANE, path, at: timeIn('createdDateTime') } as const
  return yield* listPages(list, reading)
}

/** A question at the service; the ledger keeps it as `<id>@<milliseconds since 1970>`. */
interface Left {
  readonly id: string
  readonly since: number
}

const handleOf = ({ id, since }: Left): string => `${id}@${since}`

function leftIn(handle: string): Left {
  const at = handle.lastIndexOf('@')
  return { id: handle.slice(0, at), since: Number(handle.slice(at + 1)) }
}

/** The question that was left before, or a new one. */
async function questionOf({ askFrom, to, handle }: Asked, reading: Reading): Promise<Left | Ending> {
  if (handle !== undefined) return leftIn(handle)
  const { signal } = reading
  const [from, until] = [written(askFrom), written(to)]
  const question = { name: `Keyward ${from} to ${until}`, from, to: until }
  const answer = await reading.services.graph.auditQuery(question, { signal })
  if (!answer.ok) return { kind: 'refused', refusal: answer.refusal }
  const id = fieldOf(answer, 'id')
  return id === undefined
    ? lied(`POST ${AUDIT_QUERIES} was answered without an id`)
    : { id, since: reading.now() }
}

const FIRST_POLL_MS = 2_000
const LONGEST_POLL_MS = 30_000

/** A question that takes longer than this is taken for stuck; a new one is left at the next try. */
const STUCK_MS = 12 * HOUR

/** Waits until the records are there; the answer is why they are not. */
async function untilReady(left: Left, reading: Reading): Promise<Ending | undefined> {
  const { services, clock, signal, patienceMs } = reading
  const until = clock.now() + patienceMs
  for (let wait = FIRST_POLL_MS; ; wait = Math.min(wait * 2, LONGEST_POLL_MS)) {
    const answer = await services.graph.get(auditQueryPath(left.id), { lane: LANE, signal })
    if (!answer.ok) return notThere(answer)
    const status = fieldOf(answer, 'status')?.toLowerCase() ?? 'in no known state'
    if (status === 'succeeded') return undefined
    if (status === 'failed' || status === 'cancelled') return lied(`the audit query ended as ${status}`)
    if (reading.now() - left.since > STUCK_MS)
      return lied(`the audit query is still ${status} after 12 hours`)
    if (clock.now() + wait > until)
      return { kind: 'waiting', handle: handleOf(left), because: `the audit query is ${status}` }
    await clock.sleep(wait, signal)
  }
}

/** Somebody removed the question: a new one is left at the next try. */
function notThere({ refusal }: Extract<ServiceAnswer, { ok: false }>): Ending {
  if (refusal.kind === 'notFound') return lied('the audit query is not there any more')
  return { kind: 'refused', refusal }
}

function fieldOf({ body }: { readonly body: unknown }, name: string): string | undefined {
  const value =
    typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>)[name] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}
