/** `keyward partners` for a person at a terminal: all of them, or one with every way in. */

import type { Channel } from '#access/partners/sighting.ts'
import { channelNames } from '#access/partners/words.ts'
import type { PartnerReport, ReportedPartner, UnknownChannel } from '#model/partner-report.ts'
import { safeText } from '#model/text/safe-text.ts'
import { type Cell, table } from '#model/text/table.ts'
import { cut } from '#model/text/width.ts'
import { counted, day, instant, listed } from '#model/text/words.ts'
import type { RenderOptions } from '../report.ts'
import { hanging, type Page, pageOf, painted, title } from '../text/page.ts'
import { formerLines, goneLines, rosterLines } from './text-over-time.ts'
import {
  activityCounts,
  channelWords,
  coverageWords,
  decisionWords,
  distinctPowers,
  kindWords,
  scopeWords,
  standingWords,
  tierWords,
  useWords,
} from './words.ts'

const NAME_COLUMNS = 34
const MOST_PEOPLE = 20

/** The register: a line or two a partner, and what is not known. */
export function partnersText(report: PartnerReport, options: RenderOptions): string {
  const page = pageOf(options)
  return joined([
    heading(report, page),
    rows(report, page),
    formerLines(report, page),
    unknowns(report.unknown, page),
    next(report, page),
  ])
}

/** One partner: every way in, what it can do there, what was decided. */
export function partnerText(report: PartnerReport, partner: ReportedPartner, options: RenderOptions): string {
  const page = pageOf(options)
  return joined([
    partnerHeading(partner, page),
    waysIn(partner, page),
    goneLines(partner, page),
    powers(partner, page),
    people(partner, page),
    rosterLines(partner, page),
    asked(partner, page),
    tasks(partner, page),
    answers(partner, page),
    changes(partner, page),
    unknowns(report.unknown, page),
  ])
}

function joined(parts: readonly (readonly string[])[]): string {
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function heading({ tenant, collectedAt, partners }: PartnerReport, page: Page): string[] {
  const open = partners.filter(({ decision }) => decision.state !== 'attested').length
  const words = `${counted(partners.length, 'other organisation')} with a key to this tenant, ${open} of them not attested`
  return [
    `${page.ink.strong('Keyward')}  ${page.ink.faint('the register of partners')}`,
    '',
    ...hanging(page, 'Tenant     ', safeText(tenant.name ?? tenant.id)),
    ...hanging(page, 'Collected  ', instant(collectedAt)),
    '',
    ...painted(page, '', words, page.ink.strong),
  ]
}

function rows({ partners }: PartnerReport, page: Page): string[] {
  if (partners.length === 0) return []
  const columns = [{ header: 'Partner' }, { header: 'Reach' }, { header: 'Ways in' }, { header: 'Decision' }]
  const cells = partners.map((partner): Cell[] => [
    cut(safeText(partner.name), NAME_COLUMNS),
    reach(partner, page),
    String(partner.channels.length),
    decision(partner, page),
  ])
  return table(columns, cells, page.width)
}

function reach({ tier, powers: held }: ReportedPartner, page: Page): Cell {
  if (held.length === 0) return 'none seen'
  const text = tierWords[tier] ?? tier
  return tier === 'tier0' ? { text, paint: (it) => page.ink.outcome('fail', it) } : text
}

function decision({ decision: { state, until } }: ReportedPartner, page: Page): Cell {
  const text = {
    attested: `until ${day(until ?? '')}`,
    never: 'never attested',
    lapsed: 'lapsed',
    gained: 'gained since',
  }[state]
  return { text, paint: (it) => page.ink.outcome(state === 'attested' ? 'pass' : 'fail', it) }
}

function partnerHeading(partner: ReportedPartner, page: Page): string[] {
  const { name, nameUnknown, kind, tenantIds, domains, decision: decided, doubt } = partner
  const ids = tenantIds.length === 0 ? 'no tenant is known' : tenantIds.join(', ')
  return [
    page.ink.strong(safeText(name)),
    '',
    ...(nameUnknown ? hanging(page, 'Name       ', safeText(`not known: ${nameUnknown}`)) : []),
    ...hanging(page, 'Kind       ', kindWords[kind] ?? kind),
    ...hanging(page, 'Tenant     ', safeText(ids)),
    ...(domains.length > 0 ? hanging(page, 'Domain     ', safeText(domains.join(', '))) : []),
    ...hanging(page, 'Reach      ', tierWords[partner.tier] ?? partner.tier),
    ...hanging(page, 'Decision   ', safeText(decisionWords(decided))),
    ...(decided.reason ? hanging(page, 'Reason     ', safeText(decided.reason)) : []),
    ...(doubt ? hanging(page, 'Doubt      ', safeText(doubt)) : []),
    ...hanging(page, 'Activity   ', activity(partner)),
  ]
}

function activity({ activity: seen }: ReportedPartner): string {
  if (!seen.known) return safeText(`not known: ${seen.because}`)
  const { from, to, last } = seen
  const counts = activityCounts(seen)
  const latest = last === undefined ? '' : `, the last on ${day(last)}`
  return `${counts} between ${day(from)} and ${day(to)}${latest}`
}

/** Who did it, by the ids that logs give; and what no log at hand tells. */
function people({ activity: seen }: ReportedPartner, page: Page): string[] {
  if (!seen.known) return []
  const rows = seen.people.slice(0, MOST_PEOPLE).flatMap((one) => {
    const counts = activityCounts(one)
    const name = one.person === undefined ? one.id : `${one.person} (${one.id})`
    return hanging(page, '  ', `${safeText(name)}: ${counts}, the last on ${day(one.last)}`)
  })
  const more = seen.people.length - MOST_PEOPLE
  return [
    ...title(page, 'Who acted'),
    ...(rows.length > 0 ? rows : hanging(page, '  ', 'nobody, in the logs that were read')),
    ...(more > 0 ? hanging(page, '  ', `and ${more} more: --format json`) : []),
    ...seen.because.flatMap((because) => hanging(page, '  not counted  ', safeText(because))),
  ]
}

function waysIn({ channels }: ReportedPartner, page: Page): string[] {
  return [
    ...title(page, 'Ways in'),
    ...channels.flatMap((channel) =>
      hanging(page, `  ${channelName(channel.kind).padEnd(30)}`, channelWords(channel)),
    ),
  ]
}

const channelName = (kind: string): string => channelNames[kind as Channel] ?? kind

function powers(partner: ReportedPartner, page: Page): string[] {
  const held = distinctPowers(partner)
  if (held.length === 0) return []
  return [
    ...title(page, 'What it can do'),
    ...held.flatMap((power) => {
      const mark = power.tier === 'tier0' ? '! ' : '  '
      const first = power.path[0]?.name ?? ''
      const through = `${channelNames[power.channel as Channel] ?? power.channel}: ${first}`
      return [
        ...painted(page, mark, safeText(power.role), (it) =>
          power.tier === 'tier0' ? page.ink.outcome('fail', it) : page.ink.strong(it),
        ),
        ...hanging(page, '    ', safeText(`${scopeWords(power)}; ${standingWords(power)}`)),
        ...hanging(
          page,
          '    ',
          safeText(power.ways > 1 ? `${through} and ${power.ways - 1} more` : through),
        ),
        ...hanging(page, '    ', safeText(useWords(power.use))),
      ]
    }),
  ]
}

function asked({ conditionalAccess }: ReportedPartner, page: Page): string[] {
  if (conditionalAccess.length === 0) return []
  return [
    ...title(page, 'Is MFA asked of its people?'),
    ...conditionalAccess.flatMap(({ channel, answer, because }) =>
      hanging(
        page,
        `  ${(channelNames[channel as Channel] ?? channel).padEnd(30)}`,
        safeText(`${coverageWords[answer] ?? answer}: ${because}`),
      ),
    ),
  ]
}

function tasks({ tasks: fit, id }: ReportedPartner, page: Page): string[] {
  const heading = title(page, 'What it is there for')
  if (fit === undefined) {
    const how = `keyward declare partner-tasks "${id}: users, licences" --reason …`
    return [...heading, ...hanging(page, '  ', safeText(`Nobody declared it: ${how}`))]
  }
  const line = (words: string, names: readonly string[]) =>
    names.length === 0 ? [] : hanging(page, `  ${words.padEnd(16)}`, safeText(listed(names)))
  return [
    ...heading,
    ...line('tasks', fit.declared),
    ...line('not understood', fit.notUnderstood),
    ...line('not needed', fit.beyond),
    ...line('lacking', fit.lacking),
  ]
}

/** Nothing where nobody answered yet: the letter is what asks. */
function answers({ answers: given }: ReportedPartner, page: Page): string[] {
  const said = given.filter(({ state }) => state !== 'open')
  if (said.length === 0) return []
  const open = given.filter(({ state }) => state === 'open').map(({ id }) => id)
  return [
    ...title(page, 'What it answered'),
    ...said.flatMap(({ id, state, answer, at }) =>
      hanging(
        page,
        `  ${id.padEnd(16)}`,
        safeText(`${answer ?? ''} (${day(at ?? '')}${state === 'stale' ? ', ask again' : ''})`),
      ),
    ),
    ...(open.length === 0 ? [] : hanging(page, '  not answered    ', listed(open))),
  ]
}

function changes({ decision: { gained, lost } }: ReportedPartner, page: Page): string[] {
  if (gained.length + lost.length === 0) return []
  return [
    ...title(page, 'Since it was attested'),
    ...gained.flatMap((what) => hanging(page, '  gained  ', safeText(what))),
    ...lost.flatMap((what) => hanging(page, '  lost    ', safeText(what))),
  ]
}

function unknowns(unknown: readonly UnknownChannel[], page: Page): string[] {
  if (unknown.length === 0) return []
  const byHow = Map.groupBy(unknown, ({ how }) => how)
  return [
    ...title(page, 'Not known, so there may be more'),
    ...[...byHow].flatMap(([how, ones]) => [
      ...ones.flatMap(({ because }) => hanging(page, '  ? ', safeText(because))),
      ...hanging(page, '    ', how),
      '',
    ]),
  ].slice(0, -1)
}

function next({ partners }: PartnerReport, page: Page): string[] {
  const [first] = partners
  if (first === undefined) return []
  const lines: readonly (readonly [string, string])[] = [
    ['keyward partners NAME', 'one of them: every way in, what it can do there'],
    ['keyward attest FINDING', 'vouch for one as it is now; assess lists the findings'],
  ]
  return [
    ...title(page, 'Next'),
    ...lines.flatMap(([command, words]) => hanging(page, `  ${command.padEnd(24)}`, words)),
  ]
}
