/** A guided plan for a person: text for the terminal, to be worked through from the top. */
import type { GuidedAction, GuidedPlan, GuidedStep } from '#model/guided-steps.ts'
import { safeText } from '#model/text/safe-text.ts'
import type { RenderOptions } from '../report.ts'
import { hanging, type Page, pageOf, title } from '../text/page.ts'

/** The plan as text. */
export function planText(plan: GuidedPlan, options: RenderOptions): string {
  const page = pageOf(options)
  const parts = [
    [page.ink.strong(safeText(plan.title))],
    ...plan.steps.map((step, index) => stepLines(step, index + 1, page)),
    listed('What stays open', plan.remains, page),
    listed('What is not known', plan.unknown, page),
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function stepLines(
  { title: name, why, how, breaks, proof }: GuidedStep,
  number: number,
  page: Page,
): string[] {
  return [
    ...title(page, `${number}. ${name}`),
    ...hanging(page, '', safeText(why)),
    '',
    ...how.flatMap((action) => actionLines(action, page)),
    ...(breaks ? ['', ...hanging(page, 'Breaks  ', safeText(breaks))] : []),
    ...(proof ? hanging(page, 'Proof   ', safeText(proof)) : []),
  ]
}

/** Requests stand on lines of their own and are not wrapped: they are there to be copied. */
function actionLines(action: GuidedAction, page: Page): string[] {
  switch (action.kind) {
    case 'request':
      return [
        `  ${action.method} ${safeText(action.url)}`,
        ...(action.body === undefined
          ? []
          : JSON.stringify(action.body, null, 2)
              .split('\n')
              .map((line) => `    ${safeText(line)}`)),
      ]
    case 'page':
      return [...hanging(page, '  - ', safeText(action.words)), `    ${safeText(action.url)}`]
    case 'command':
      return [`  $ ${safeText(action.line)}`, ...hanging(page, '    ', safeText(action.words))]
    case 'words':
      return hanging(page, '  - ', safeText(action.words))
    default:
      return action satisfies never
  }
}

function listed(name: string, lines: readonly string[], page: Page): string[] {
  if (lines.length === 0) return []
  return [...title(page, name), ...lines.flatMap((line) => hanging(page, '  - ', safeText(line)))]
}
