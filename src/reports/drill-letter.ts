/** The letter that asks for one day of logs. */
import type { DrillRecord } from '#model/drill.ts'
import type { LogSource } from '#model/events/log-event.ts'
import { safeText } from '#model/text/safe-text.ts'
import { wrap } from '#model/text/width.ts'
import { counted, day, instant } from '#model/text/words.ts'

/** How administrators of other tools call the logs. */
export const sourceWords: Readonly<Record<LogSource, string>> = {
  signIns: 'sign-ins of people (Entra ID, interactive)',
  nonInteractiveSignIns: 'sign-ins of programs in the name of people (Entra ID, non-interactive)',
  servicePrincipalSignIns: 'sign-ins of applications (Entra ID, service principals)',
  managedIdentitySignIns: 'sign-ins of managed identities (Entra ID)',
  federationSignIns: 'sign-ins through federation (AD FS)',
  directoryAudits: 'changes of the directory (Entra ID, audit log)',
  provisioning: 'provisioning (Entra ID)',
  riskDetections: 'detections of risk (Entra ID Protection)',
  unifiedAudit: 'the unified audit log (Purview: Exchange, SharePoint, Teams, Entra ID)',
  azureActivity: 'the activity log of every subscription (Azure)',
  graphActivity: 'requests to Microsoft Graph',
  securityAlerts: 'alerts (Defender)',
  other: 'any other log of this tenant that you keep',
}

const COLUMNS = 76
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const headLine = (title: string, text: string): readonly string[] =>
  wrap(safeText(text), COLUMNS - 6).map((line, at) => `${at === 0 ? title.padEnd(6) : ' '.repeat(6)}${line}`)

/** @param hours within which it should come */
export function drillLetter(
  drill: DrillRecord,
  tenant: { readonly id: string; readonly name: string | undefined },
  hours: number,
): string {
  const { from, requestedAt } = drill
  const midnight = Date.parse(drill.day)
  const called = tenant.name === undefined ? tenant.id : `${tenant.name} (${tenant.id})`
  const until = new Date(Date.parse(requestedAt) + hours * HOUR_MS).toISOString()
  const paragraph = (text: string) => [...wrap(safeText(text), COLUMNS), '']
  const items = (texts: readonly string[]) => [
    ...texts.flatMap((text) =>
      wrap(safeText(text), COLUMNS - 4).map((line, at) => (at === 0 ? `  - ${line}` : `    ${line}`)),
    ),
    '',
  ]
  return [
    ...headLine('To', from?.name ?? 'whoever keeps logs of this tenant'),
    ...headLine('From', tenant.name ?? tenant.id),
    ...headLine('Date', day(requestedAt)),
    '',
    `Drill ${drill.id}: one day of logs`,
    '',
    ...paragraph(
      'Nothing has happened. We practise what we would need within hours if it had, and ask for one day:',
    ),
    `  from  ${instant(new Date(midnight).toISOString())}`,
    `  to    ${instant(new Date(midnight + DAY_MS).toISOString())}`,
    '',
    ...paragraph(`Which logs: those of our tenant, ${called}, as far as you keep or can export them:`),
    ...items(drill.asked.map((source) => sourceWords[source])),
    ...(from === undefined
      ? []
      : paragraph(
          'and of your own tenant, for the same day, the sign-ins and role activations of your people who work here.',
        )),
    'How:',
    ...items([
      'as the service wrote them: JSON, JSON lines or CSV with every column, above all the ids of the records; .zip or .gz is fine;',
      'the whole day by UTC, not filtered and not translated;',
      'over the way that we agreed on for an incident: these files name people;',
      'where there is no such log, or not any more, say so in one line: that is an answer.',
    ]),
    ...paragraph(
      `The clock runs since ${instant(requestedAt)}; we look for it within ${counted(hours, 'hour')}, by ${instant(until)}. Please tell us with the files who took them out, and how long that took.`,
    ),
  ].join('\n')
}
