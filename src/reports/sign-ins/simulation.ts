/** `keyward coverage --simulate` for a person at a terminal. */
import type { SimulatedAccount, SimulationReport } from '#model/simulation-report.ts'
import { safeText } from '#model/text/safe-text.ts'
import { cut } from '#model/text/width.ts'
import { counted } from '#model/text/words.ts'
import type { RenderOptions } from '../report.ts'
import { hanging, type Page, pageOf, painted, title } from '../text/page.ts'

/** The gravest first. */
const WORDS: Readonly<Record<string, readonly [what: string, advice: string]>> = {
  touchesBreakGlass: [
    'break-glass accounts would be touched',
    'Exclude them: no policy may stand between you and your last way in.',
  ],
  mayTouchBreakGlass: [
    'break-glass accounts may be touched',
    'Not everything was read that would tell. Exclude them, then look again.',
  ],
  lockedOut: ['accounts could not sign in at all', 'Nothing they can show would let them in.'],
  breaksSynchronization: [
    'synchronisation accounts would be asked for MFA',
    'They run unattended. Exclude them, and limit where they may sign in from.',
  ],
  cannotMeet: [
    'accounts have not registered what would be asked',
    'They would have to register first, with a password alone unless registration is protected.',
  ],
  mayNotMeet: [
    'accounts may not have registered what would be asked',
    'What they registered was not read, or is not known.',
  ],
  legacyBlocked: [
    'accounts could no longer use old mail clients',
    'Look for scanners, room systems and scripts among them before you enforce it.',
  ],
  loses: ['accounts would be protected less', 'The policy takes the place of one that asks for more.'],
  undecided: ['accounts of which it is not known', 'What was not read would tell.'],
  gains: ['accounts would be protected better', ''],
}

const MOST_NAMES = 5
const NAME_COLUMNS = 48

/** The report as text. */
export function simulationText(report: SimulationReport, options: RenderOptions): string {
  const page = pageOf(options)
  const parts = [
    heading(report, page),
    ...Object.keys(WORDS).map((effect) => effectLines(effect, report, page)),
    unreadLines(report, page),
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function heading({ policy, replaces, examined, accounts, unread }: SimulationReport, page: Page): string[] {
  const place = replaces ? 'in the place of the tenant’s own' : 'beside the tenant’s own'
  const touched =
    accounts.length === 0
      ? unread.length === 0
        ? 'Nothing would change.'
        : 'No change is proven.'
      : `It has an effect on ${accounts.length} of them.`
  return [
    ...title(page, `If "${cut(safeText(policy), NAME_COLUMNS)}" were enabled`),
    ...hanging(page, '', `Judged ${place}, for ${counted(examined, 'enabled account')}. ${touched}`),
  ]
}

function unreadLines({ unread }: SimulationReport, page: Page): string[] {
  if (unread.length === 0) return []
  return [
    ...title(page, 'Not read, and so not known'),
    ...unread.flatMap((sentence) => hanging(page, '  * ', safeText(sentence))),
  ]
}

function effectLines(effect: string, { counts, accounts }: SimulationReport, page: Page): string[] {
  const number = counts[effect] ?? 0
  const [what, advice] = WORDS[effect] ?? [effect, '']
  if (number === 0) return []
  const paint = (text: string) => page.ink.outcome(effect === 'gains' ? 'pass' : 'fail', text)
  return [
    ...painted(page, '', `${number} ${what}`, paint),
    ...hanging(page, '  ', namesOf(accounts.filter(({ effects }) => effects.includes(effect)))),
    ...(advice === '' ? [] : painted(page, '  ', advice, page.ink.faint)),
  ]
}

function namesOf(accounts: readonly SimulatedAccount[]): string {
  const shown = accounts
    .slice(0, MOST_NAMES)
    .map(({ upn, before, after }) => `${cut(safeText(upn), NAME_COLUMNS)} (${before} to ${after})`)
  const more = accounts.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}
