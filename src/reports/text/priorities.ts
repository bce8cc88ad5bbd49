import { safeText } from '#model/text/safe-text.ts'
import { displayWidth } from '#model/text/width.ts'
import { count, counted, listed, radiusWords } from '#model/text/words.ts'
import { firstThings } from '../first-things.ts'
import { type PriorityItem, prioritiesOf } from '../priorities.ts'
import { between, hanging, type Page, painted, type Section, title } from './page.ts'

/** At most ten things, each with what to type to see why. */
export const prioritiesSection: Section = ({ controls }, page) => {
  const { items, more } = prioritiesOf(controls)
  if (items.length === 0) return []
  return [
    ...title(page, firstThings(items.length)),
    ...items.flatMap((item, at) => itemLines(item, at, page)),
    ...moreLines(more, page),
  ]
}

function itemLines(item: PriorityItem, at: number, page: Page): string[] {
  const label = item.severity.toUpperCase()
  const lead = `${String(at + 1).padStart(2)}. `
  const tag = `${lead}${label}  ${radiusWords[item.blastRadius]}`
  const [first, ...others] = between(page, tag, idsOf(item), page.ink.faint)
  const coloured = (first ?? '').replace(label, () => page.ink.severity(item.severity, label))
  const indent = ' '.repeat(displayWidth(lead))
  return [coloured, ...others, ...hanging(page, indent, item.headline), ...restLines(item, indent, page)]
}

/** One id is enough to begin with: every other one is in the table of its control. */
function idsOf({ findings }: PriorityItem): string {
  const others = findings.length - 1
  return `${safeText(findings[0]?.id ?? '')}${others === 0 ? '' : ` +${count(others)}`}`
}

function restLines(item: PriorityItem, indent: string, page: Page): string[] {
  const names =
    item.moreNames === 0 ? listed(item.names) : `${item.names.join(', ')} and ${count(item.moreNames)} more`
  const others = item.controls.length - 1
  const also = others === 0 ? '' : `Fails ${counted(others, 'other control')} as well.`
  return [names, also]
    .filter((words) => words !== '')
    .flatMap((words) => painted(page, indent, words, page.ink.faint))
}

function moreLines({ items, findings }: { items: number; findings: number }, page: Page): string[] {
  if (items === 0) return []
  const words = `and ${counted(items, 'more item')} (${counted(findings, 'finding')}); all of them are in the html and csv reports.`
  return painted(page, '    ', words, page.ink.faint)
}
