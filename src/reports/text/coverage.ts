import type { DatasetCoverage } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { cut, wrap } from '#model/text/width.ts'
import { count, counted, coverageWords } from '#model/text/words.ts'
import { coverageEntries, gapReason } from '../datasets.ts'
import { hanging, type Page, type Section, title } from './page.ts'

const REASON_COLUMNS = 200

/** What was read. Complete datasets share one paragraph; each other one says why it is not. */
export const coverageSection: Section = ({ coverage }, page) => {
  const entries = coverageEntries(coverage)
  if (entries.length === 0) return []
  const whole = entries.filter(([, { state }]) => state === 'complete')
  const gaps = entries.filter(([, { state }]) => state !== 'complete')
  return [
    ...title(page, 'What was read'),
    ...(whole.length === 0 ? [] : wrap(wholeLine(whole), page.width)),
    ...gapLines(gaps, page),
  ]
}

function wholeLine(whole: readonly [string, DatasetCoverage][]): string {
  const names = whole.map(([name, { records }]) => `${name} (${count(records)})`).join(', ')
  return `Complete, ${counted(whole.length, 'dataset')} with their records: ${names}.`
}

/** Datasets that are missing for the same reason share one paragraph. */
function gapLines(gaps: readonly [string, DatasetCoverage][], page: Page): string[] {
  return [...Map.groupBy(gaps, ([, coverage]) => stateOf(coverage))].flatMap(([state, same]) =>
    hanging(page, '  * ', `${same.map(([name]) => safeText(name)).join(', ')}: ${state}`),
  )
}

function stateOf(coverage: DatasetCoverage): string {
  const reason = cut(gapReason(coverage), REASON_COLUMNS)
  return reason === '' ? coverageWords[coverage.state] : `${coverageWords[coverage.state]}, ${reason}`
}

/** What the reader should know of the input itself. */
export const noticesSection: Section = ({ notices }, page) => {
  if (notices.length === 0) return []
  return [
    ...title(page, 'Notices'),
    ...notices.flatMap((notice) => hanging(page, '  * ', cut(safeText(notice), REASON_COLUMNS))),
  ]
}
