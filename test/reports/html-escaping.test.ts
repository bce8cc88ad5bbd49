import { expect, test } from 'vitest'
import { html } from '#reports/html.ts'
import { aControl, aFinding, anAssessment, aSignInGroup, aSignInMatrix } from './builders.ts'
import { drowning } from './estates.ts'
import { hostileNames } from './hostile-names.ts'

const options = { colour: false, width: 80 }

/** One hostile text in every place a tenant, a service or a file name can reach. */
function everywhere(text: string) {
  const finding = aFinding(text, {
    id: text,
    subject: { type: 'account', id: text, name: text },
    summary: `${text} has no MFA`,
    firstSeen: text,
    wouldPassIf: text,
    remediation: [text],
    evidence: [{ dataset: 'users', id: text, fields: { [text]: text } }],
  })
  const control = aControl({
    id: text,
    title: text,
    rationale: text,
    references: [text, `https://x.example/${text}`],
    because: [text],
    outcome: 'fail',
    findings: [finding],
  })
  return anAssessment({
    tenant: { id: text, name: text },
    snapshot: text,
    assessedAt: text,
    collectedAt: text,
    controls: [
      control,
      { ...control, findings: [{ ...finding, attestable: true }] },
      { ...control, outcome: 'unknown', findings: [], because: [] },
    ],
    frameworks: { [text]: { [text]: 'fail' } },
    signIns: aSignInMatrix([aSignInGroup(text, { accounts: 5, examples: [text] }, { [text]: [text] })], {
      unread: [text],
    }),
    coverage: { users: { state: 'denied', because: text, missing: [text], records: 0 } },
    notices: [text],
  })
}

/** Tags and attributes as a browser would read them: text cannot produce any of these. */
const elementsOf = (page: string) =>
  [...page.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name]) => name?.toLowerCase())
const known = new Set(
  'html head meta title style body a header div p span h1 h2 h3 h4 ul ol li strong dl dt dd code time main nav section article details summary table caption thead tbody tr th td small bdi'.split(
    ' ',
  ),
)

/** Lone halves, controls other than tab and line feed, and direction overrides. */
const CONTROL = /[\p{Cs}\u202a-\u202e\u2066-\u2069]|(?![\t\n])\p{Cc}/u

test.each(hostileNames.map((name) => [name.slice(0, 24), name]))('%j stays text', (_, name) => {
  const page = html.render(everywhere(name), options)

  expect(elementsOf(page).filter((element) => !known.has(element ?? ''))).toEqual([])
  expect(page).not.toMatch(/<[^>]*\son\w+\s*=/i)
  expect(page).not.toMatch(CONTROL)
})

test('an address that is no https address is no link', () => {
  const control = aControl({
    references: ['javascript:alert(1)', 'https://learn.microsoft.com/x', 'data:text/html,x'],
  })

  const page = html.render(anAssessment({ controls: [control] }), options)

  expect([...page.matchAll(/href="([^"#]+)"/g)].map(([, address]) => address)).toEqual([
    'https://learn.microsoft.com/x',
  ])
})

test('the page fetches nothing and runs nothing', () => {
  const page = html.render(drowning, options)

  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`)
  expect(page).not.toMatch(/<(script|img|link|iframe|object|embed|form|svg)\b/i)
  expect(page).not.toMatch(/url\(|@import|<[^>]*\s(src|srcset|style)=/i)
})

test('100,000 findings keep the file small, and it says what is left out', () => {
  const findings = Array.from({ length: 100_000 }, (_, at) => aFinding(`Person ${at}`))

  const page = html.render(
    anAssessment({ controls: [aControl({ outcome: 'fail', examined: 100_000, findings })] }),
    options,
  )

  expect(page.length).toBeLessThan(400_000)
  expect(page).toContain('99,800 more findings')
})
