import { safeText } from '#model/text/safe-text.ts'
import { table } from '#model/text/table.ts'
import { prioritiesOf } from '../priorities.ts'
import { unknownsOf } from '../unknowns.ts'
import { type Section, title } from './page.ts'

/** What to type next, for what this assessment has found. */
export const nextStepsSection: Section = (assessment, page) => {
  const { controls } = assessment
  const id = prioritiesOf(controls).items[0]?.findings[0]?.id
  const steps = [
    id === undefined
      ? []
      : [`keyward explain ${safeText(id)}`, 'the records behind a finding and what would make it pass'],
    controls.some(({ outcome }) => outcome === 'fail')
      ? [
          'keyward declare',
          'say which accounts are break-glass, and how many administrators you mean to have',
        ]
      : [],
    unknownsOf(assessment).length === 0
      ? []
      : ['keyward permissions', 'the smallest set of permissions, and what each one opens'],
    controls.length === 0
      ? ['keyward collect', 'read the facts of a tenant']
      : ['keyward assess --format html', 'everything, in one file to pass on'],
  ].filter((step) => step.length > 0)
  return [
    ...title(page, 'Next'),
    ...table([{ header: '' }, { header: '', flex: true }], steps, page.width - 2).map((line) => `  ${line}`),
  ]
}
