import { safeText } from '#model/text/safe-text.ts'
import { cut, wrap } from '#model/text/width.ts'
import { instant } from '#model/text/words.ts'
import { figuresOf, sentenceOf } from '../figures.ts'
import { NAME_COLUMNS } from '../names.ts'
import { hanging, type Section } from './page.ts'

/** Whose tenant, when, from what; and the whole result in one sentence. */
export const headingSection: Section = (assessment, page) => {
  const { tenant, assessedAt, collectedAt, snapshot } = assessment
  const { ink, width } = page
  return [
    `${ink.strong('Keyward')}  ${ink.faint('who holds the keys to your tenant')}`,
    '',
    ...hanging(page, 'Tenant     ', tenantLine(tenant)),
    ...hanging(page, 'Assessed   ', safeText(instant(assessedAt))),
    ...hanging(page, 'Collected  ', safeText(instant(collectedAt))),
    ...hanging(page, 'Snapshot   ', safeText(snapshot)),
    '',
    ...wrap(sentenceOf(figuresOf(assessment)), width).map(ink.strong),
  ]
}

function tenantLine({ id, name }: { readonly id: string; readonly name?: string }): string {
  const shownId = safeText(id)
  return name === undefined ? shownId : `${cut(safeText(name), NAME_COLUMNS)} (${shownId})`
}
