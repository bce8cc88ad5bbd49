/** The page of a partner, whatever a partner calls itself, its people and its roles: text stays text everywhere. */
import { describe, expect, it } from 'vitest'
import type { PartnerReport, ReportedGoneFact, ReportedPartner } from '#model/partner-report.ts'
import { renderPartners } from '#pipeline/render-partners.ts'
import { questionnaireCsv } from '#reports/partners/questionnaire.ts'
import { hostileNames } from './hostile-names.ts'

const AT = '2026-05-01T00:00:00.000Z'

/** One hostile text in every place that somebody elsewhere can fill; words of our own stay what they are. */
function everywhere(text: string): { readonly report: PartnerReport; readonly partner: ReportedPartner } {
  const gone: readonly ReportedGoneFact[] = [
    {
      channel: 'directoryRole',
      dataset: 'users',
      id: text,
      what: text,
      firstSeen: AT,
      lastSeen: AT,
      goneAt: AT,
    },
    {
      channel: 'guest',
      dataset: 'users',
      id: text,
      what: text,
      firstSeen: text,
      lastSeen: text,
      goneAt: text,
    },
  ]
  const partner: ReportedPartner = {
    id: text,
    name: text,
    nameUnknown: text,
    kind: 'vendor',
    tenantIds: [text],
    domains: [text],
    tier: 'tier0',
    doubt: text,
    channels: [
      {
        kind: 'guest',
        firstSeen: text,
        lastSeen: text,
        evidence: [{ dataset: 'users', id: text, fields: { [text]: text }, backAt: text }],
      },
    ],
    powers: (['used', 'notKnown'] as const).map((state) => ({
      role: text,
      tier: 'tier0',
      scope: `${text}${state}`,
      path: [{ id: text, name: text, via: text }],
      standing: true,
      channel: 'guest',
      use:
        state === 'used'
          ? { state, what: 'change', times: 2, last: text, sharedWith: text }
          : { state, because: text },
    })),
    conditionalAccess: [{ channel: 'guest', answer: 'unknown', because: text }],
    activity: { known: false, because: text },
    answers: [{ id: 'mfa', asks: 'MFA?', state: 'answered', answer: text, at: text }],
    decision: { state: 'never', reason: text, gained: [text], lost: [text] },
    roster: {
      id: text,
      people: 1,
      state: 'attested',
      author: text,
      until: text,
      gained: [text],
      lost: [text],
    },
    gone,
  }
  const report: PartnerReport = {
    schemaVersion: 1,
    tenant: { id: text, name: text },
    snapshot: text,
    collectedAt: text,
    partners: [partner],
    former: [{ id: text, name: text, gone }],
    unknown: [{ channel: 'guest', because: text, how: 'Ask.' }],
  }
  return { report, partner }
}

const page = { colour: false, width: 80 }
const known = new Set(
  'html head meta title style body a header div p span h1 h2 h3 ul ol li strong br code main section table thead tbody tr th td bdi'.split(
    ' ',
  ),
)
const elementsOf = (markup: string) =>
  [...markup.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name]) => name?.toLowerCase() ?? '')
/** Lone halves, controls other than line feed, and direction overrides. */
const CONTROL = /[\p{Cs}\u202a-\u202e\u2066-\u2069]|(?!\n)\p{Cc}/u

describe.each(hostileNames.map((name) => [name.slice(0, 24), name]))('%j', (_, name) => {
  const { report, partner } = everywhere(name)

  it.each([
    ['the register', undefined],
    ['one partner', partner],
  ])('stays text on the page of %s', (_what, one) => {
    const markup = renderPartners(report, one, 'html', page)
    const text = renderPartners(report, one, 'text', page)

    expect(elementsOf(markup).filter((element) => !known.has(element))).toEqual([])
    expect(markup).not.toMatch(/<[^>]*\son\w+\s*=/i)
    expect(text).not.toMatch(CONTROL)
  })

  it('is no formula in the questionnaire, and no line of its own', () => {
    const question = { id: 'mfa', asks: 'MFA?', evidence: 'a report' }
    const csv = questionnaireCsv({ partner: name, name, from: name, date: AT, questions: [question] })

    expect(csv).not.toMatch(/(^|,)"?[=+\-@\t]/m)
    expect(csv.split('\r\n').filter((line) => line.includes(',mfa,'))).toHaveLength(1)
  })
})
