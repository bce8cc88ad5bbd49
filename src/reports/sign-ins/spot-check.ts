/** `keyward coverage --spot-check` for a person at a terminal. */
import type { Disagreement, SpotCheckReport } from '#model/spot-check-report.ts'
import { safeText } from '#model/text/safe-text.ts'
import { cut } from '#model/text/width.ts'
import { count, counted, instant } from '#model/text/words.ts'
import type { RenderOptions } from '../report.ts'
import { hanging, type Page, pageOf, title } from '../text/page.ts'
import { clientWords } from './figures.ts'

const MOST_SHOWN = 20
const NAME_COLUMNS = 60

/** The comparison as text. */
export function spotCheckText(report: SpotCheckReport, options: RenderOptions): string {
  const page = pageOf(options)
  const parts = [heading(report, page), disagreements(report, page), notAnswered(report, page)]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function heading(report: SpotCheckReport, page: Page): string[] {
  const { answered, agreed, open, disagreements: found, collectedAt, askedAt } = report
  const sentence =
    answered === 0
      ? 'The service answered for no sign-in, so that nothing is confirmed.'
      : `${counted(answered, 'sign-in')} asked about: ${counted(agreed, 'answer')} on single policies the same, ${found.length} different, ${open} left open by one side.`
  return [
    `${page.ink.strong('Keyward')}  ${page.ink.faint('held against the What-If of the service')}`,
    '',
    ...hanging(page, 'Tenant     ', safeText(report.tenant.id)),
    ...hanging(
      page,
      'Snapshot   ',
      `${safeText(report.snapshot)}, collected ${safeText(instant(collectedAt))}`,
    ),
    ...hanging(page, 'Asked      ', safeText(instant(askedAt))),
    '',
    ...hanging(page, '', page.ink.strong(sentence)),
  ]
}

function disagreements({ disagreements: found }: SpotCheckReport, page: Page): string[] {
  if (found.length === 0) return []
  const more = found.length - MOST_SHOWN
  return [
    ...title(page, 'Different answers'),
    ...found.slice(0, MOST_SHOWN).flatMap((one) => [...disagreementLines(one, page), '']),
    ...(more > 0 ? [page.ink.faint(`  ${count(more)} more: --format json has all`), ''] : []),
    ...hanging(
      page,
      '  ',
      'A policy or a membership may have changed since the snapshot: collect again and repeat. What stays different is a fault of Keyward or of the service; the verdicts stand as they were.',
    ),
  ]
}

const OURS: Readonly<Record<Disagreement['ours'], string>> = {
  applies: 'applies',
  doesNotApply: 'does not apply',
  notInTheSnapshot: 'is not in the snapshot',
}

const THEIRS: Readonly<Record<Disagreement['theirs'], string>> = {
  applies: 'it applies',
  doesNotApply: 'it does not apply',
  notThere: 'there is no such policy',
  notEnabled: 'it is not enabled',
}

function disagreementLines(one: Disagreement, page: Page): string[] {
  const { policy, upn, client, application, ours, theirs, analysisReasons } = one
  const reasons = analysisReasons === '' ? '' : ` (${cut(safeText(analysisReasons), NAME_COLUMNS)})`
  return [
    ...hanging(
      page,
      '  ',
      `"${cut(safeText(policy.name), NAME_COLUMNS)}" ${OURS[ours]}, says Keyward; ${THEIRS[theirs]}, says the service${reasons}`,
    ),
    ...hanging(
      page,
      '    of ',
      `${cut(safeText(upn), NAME_COLUMNS)}, ${clientWords[client] ?? safeText(client)} to ${safeText(application)}`,
    ),
  ]
}

function notAnswered({ notAnswered: found }: SpotCheckReport, page: Page): string[] {
  if (found.length === 0) return []
  const byReason = Map.groupBy(found, ({ why }) => why)
  return [
    ...title(page, 'Not answered'),
    ...[...byReason].flatMap(([why, those]) =>
      hanging(page, '  * ', `${counted(those.length, 'sign-in')}: ${cut(safeText(why), 300)}`),
    ),
  ]
}
