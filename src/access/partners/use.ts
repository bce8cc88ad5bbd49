/** Whether a partner uses what it holds, as far as sign-ins tell (identity.md §d.5). */
import type { SignIn } from '#model/records/sign-ins.ts'
import type { UnifiedAuditRecord } from '#model/records/unified-audit.ts'
import { unbrokenReach } from '../events/span.ts'
import type { Partner } from './register.ts'
import type { Channel, Power } from './sighting.ts'

/** No log at hand is taken for whole over a longer silence. */
const LONGEST_SILENCE_DAYS = 7

/**
 * For how many days back every sign-in is at hand. Both kinds count: most of what partners do is signed in for without
 * a person in front, and an export of the other kind alone would call every one of them idle.
 */
export function daysOfSignIns(
  signIns: readonly SignIn[],
  unifiedAudit: readonly UnifiedAuditRecord[],
  now: Date,
): number {
  const reach = (times: readonly (string | null | undefined)[]) =>
    unbrokenReach(times, now, LONGEST_SILENCE_DAYS)?.days ?? 0
  const [interactive, other] = [true, false].map((kind) =>
    reach(signIns.filter(({ isInteractive }) => isInteractive === kind).map((row) => row.createdDateTime)),
  )
  const unified = unifiedAudit.filter(({ operation }) => /^UserLoggedIn$/i.test(operation ?? ''))
  return Math.max(Math.min(interactive ?? 0, other ?? 0), reach(unified.map((row) => row.creationTime)))
}

/** Ways in whose users sign in to this tenant; those of Azure Lighthouse sign in to their own. */
const SIGNS_IN_HERE: ReadonlySet<Channel> = new Set(['directoryRole', 'tenantGovernance', 'azureRole'])

/** Powers that are held all the time and cannot be used without a sign-in here. */
export function powersBySignIn({ powers }: Partner): readonly Power[] {
  return powers.filter(({ channel, mode }) => mode === 'standing' && SIGNS_IN_HERE.has(channel))
}

/** Powers through Azure Lighthouse, whose use no sign-in log of this tenant tells. */
export function hasHiddenUse({ powers }: Partner): boolean {
  return powers.some(({ channel, mode }) => mode === 'standing' && channel === 'lighthouse')
}

/** True when every way in is known to be newer than this moment (ISO 8601). */
export function isNewerThan({ channels }: Partner, moment: string): boolean {
  const own = channels.filter(({ kind }) => SIGNS_IN_HERE.has(kind))
  return own.length > 0 && own.every(({ since }) => since !== undefined && since > moment)
}
