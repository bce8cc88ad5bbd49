/** What the commands that decide something share: who, why, until when. */
import { userInfo } from 'node:os'
import type { Attestation } from '#model/decisions.ts'
import { isDetectionControl } from '#model/detection-finding.ts'
import { safeText } from '#model/text/safe-text.ts'
import { type Decided, decide } from '#pipeline/decide.ts'
import { openSession } from '#pipeline/session.ts'
import { instant } from './command.ts'
import { type Context, dataFolder } from './context.ts'
import { print } from './output.ts'

const DEFAULT_DAYS = 90
const DAY_MS = 24 * 60 * 60 * 1000

type Values = Readonly<Record<string, unknown>>

/** The options of a decision with an end. */
export const decisionOptions = [
  { flags: '--reason <text>', description: 'why: whoever reads this in a year has to understand it' },
  {
    flags: '--until <day>',
    description: `when to look again (default: in ${DEFAULT_DAYS} days)`,
    parse: instant,
  },
  { flags: '--author <name>', description: 'who decides (default: the user of this machine)' },
] as const

/** Who decides: as said, else the user of this machine. */
export function authorOf(values: Values): string {
  return (values['author'] as string | undefined) ?? userInfo().username
}

/** Keeps the decision and says so. @throws KeywardError as `decide` */
export async function runDecision(
  context: Context,
  values: Values,
  kind: Attestation['kind'],
  about: string,
): Promise<number> {
  const session = await openSession(dataFolder(values['data'], context.env))
  try {
    const now = context.now()
    const decided = await decide(await session.tenant(values['tenant'] as string | undefined), {
      kind,
      about,
      author: authorOf(values),
      reason: (values['reason'] as string | undefined) ?? '',
      until: (values['until'] as Date | undefined) ?? new Date(now.getTime() + DEFAULT_DAYS * DAY_MS),
      now,
    })
    const text = values['format'] === 'json' ? `${JSON.stringify(decided, null, 2)}\n` : words(decided)
    await print(context.stdout, text)
    return 0
  } finally {
    await session.close()
  }
}

/** What to do so that a decision shows: hits of rules are looked for in the logs, everything else is judged. */
export function nextStep(control: string | undefined): string {
  return `Next: keyward ${isDetectionControl(control ?? '') ? 'logs detect --keep' : 'assess'}`
}

function words({ kind, control, name, until, items }: Decided): string {
  const done = kind === 'attest' ? 'attested as it is now' : 'accepted as it is now'
  const looked = `${items.length} ${items.length === 1 ? 'item' : 'items'} looked at`
  return `${safeText(name)} is ${done} until ${until.slice(0, 10)} (${looked}). ${nextStep(control)}\n`
}
