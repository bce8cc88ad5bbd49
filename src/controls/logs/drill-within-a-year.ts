import { drillStanding } from '#access/logs/drill-due.ts'
import { defineControl } from '#model/control.ts'
import type { DrillHistory } from '#model/drill.ts'
import { Tally } from '#model/tally.ts'

export const drillWithinAYear = defineControl({
  id: 'logs/drill-within-a-year',
  title: 'Handing over a day of logs was practised within the last year',
  practice: 'p10',
  severity: 'low',
  needs: ['organization'],
  absences: [],
  // It gives the tenant its name; what is judged is what people did.
  supplements: ['organization'],
  rationale:
    'In an incident somebody has to hand over logs within hours, and an agreement that nobody tried is a hope: exports ' +
    'lack ids, retention is shorter than promised, the one who knew how has left. One past day, asked for with a clock ' +
    'running and compared with what is kept here, shows it while it costs nothing.',
  remediation: [
    'Ask for one day: keyward logs drill start --from NAME picks it and writes the letter; without --from, try your own exports.',
    'Compare what comes: keyward logs drill compare FILE. What falls short counts as practised; what could not be compared does not.',
    'Mend what was missing, and write into the contract what was promised: keyward logs handover.',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
    'https://learn.microsoft.com/security/operations/incident-response-planning',
  ],
  evaluate({ organization }, { now, decisions }) {
    const tally = new Tally()
    const { drills } = decisions
    if (drills === undefined) tally.unknown('nobody looked whether there were drills')
    else {
      const [own] = organization
      judge(drills, { id: decisions.tenant, name: own?.displayName ?? 'the tenant', record: own }, now, tally)
    }
    return tally.outcome('no logs are kept here that a drill could be compared with', noteOf(drills, now))
  },
})

interface Tenant {
  readonly id: string
  readonly name: string
  readonly record: { readonly id: string; readonly displayName?: string | null | undefined } | undefined
}

function judge(history: DrillHistory, { id, name, record }: Tenant, now: Date, tally: Tally): void {
  const { state, because, last, open } = drillStanding(history, now)
  if (state === 'notNeeded') return
  if (state === 'done') return tally.ok()
  if (state === 'unknown') {
    for (const reason of because) tally.unknown(reason)
    return
  }
  const [waiting] = open.toReversed()
  const asked =
    waiting === undefined
      ? ''
      : `; the logs of ${waiting.day} were asked for on ${waiting.requestedAt.slice(0, 10)}, and nothing was compared`
  const when =
    last === undefined ? 'was never practised' : `was last practised on ${last.result.at.slice(0, 10)}`
  tally.violation({
    subject: { type: 'tenant', id, name },
    summary: `Handing over a day of logs ${when}${asked}.`,
    facts:
      record === undefined
        ? []
        : [{ dataset: 'organization', id: record.id, fields: { displayName: record.displayName } }],
    blastRadius: 'tenant',
    wouldPassIf: 'one day of logs had been asked for and compared within the last year',
  })
}

/** A drill that fell short is one: that is what it is for. */
function noteOf(history: DrillHistory | undefined, now: Date): string | undefined {
  const last = history === undefined ? undefined : drillStanding(history, now).last?.result
  return last?.verdict === 'fallsShort'
    ? `what came on ${last.cameAt.slice(0, 10)} fell short: keyward logs drill`
    : undefined
}
