/** Answers come from elsewhere: what is none of a question, of another partner or of no file is named and not taken. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { questions } from '#access/partners/plans/letter.ts'
import { readAnswers } from '#imports/partner-answers.ts'
import { assessTenant } from '#pipeline/assess-tenant.ts'
import { takeAnswers } from '#pipeline/partner-answers.ts'
import { openSession, type Session } from '#pipeline/session.ts'
import { aForeignApplication, aForeignAssignment, CONTOSO, FABRIKAM } from '../builders/index.ts'
import { aFolder, anInput } from './harness.ts'

const OTHER = '99999999-9999-4999-8999-999999999999'
const now = new Date('2026-05-20T00:00:00Z')
let session: Session

beforeAll(async () => {
  session = await openSession(aFolder())
  const input = anInput({
    'manifest.json': { time: now.toISOString() },
    'organization.json': [{ id: CONTOSO }],
    'roleAssignments.json': [aForeignAssignment('agents')],
    'servicePrincipals.json': [aForeignApplication({ id: 'other', appOwnerOrganizationId: OTHER })],
    'tenantInformation.json': [
      { tenantId: FABRIKAM, displayName: 'Fabrikam' },
      { tenantId: OTHER, displayName: 'Other' },
    ],
  })
  await assessTenant({ session, input, clock: () => now })
})
afterAll(() => session.close())

async function taken(content: string | Uint8Array, partner?: string) {
  const file = join(anInput({}), 'answers')
  writeFileSync(file, content)
  return takeAnswers(await session.tenant(undefined), { file, partner, author: 'olga', now })
}

const declared = async () => {
  const store = await session.tenant(undefined)
  const { declarations } = await store.decisions.view()
  return declarations.map(({ subject, reason }) => [subject, reason])
}

const HEADER = 'partner,question,answer\n'

describe('answers', () => {
  it.each([
    ['an unknown question', `${HEADER}${FABRIKAM},password,hunter2\n`, /password: there is no such question/],
    ['two that differ', `${HEADER}${FABRIKAM},mfa,yes\n${FABRIKAM},mfa,no\n`, /mfa: answered twice/],
    ['a book', `${HEADER}${FABRIKAM},mfa,${'x'.repeat(501)}\n`, /mfa: longer than 500/],
    ['a row that is cut off', `${HEADER}${FABRIKAM},mfa\n`, /line 2: 2 cells under 3 columns/],
    ['one of another partner', `${HEADER}${OTHER},mfa,yes\n`, /mfa: of another partner/],
    ['one that is a number', JSON.stringify([{ question: 'mfa', answer: 7 }]), /answer 1: answer: /],
    [
      'the name of a built-in property',
      JSON.stringify([{ question: '__proto__', answer: 'x' }]),
      /no such question/,
    ],
  ])('%s is named and not taken', async (_, content, why) => {
    const before = await declared()
    const { taken: ids, open, ignored } = await taken(content, 'Fabrikam')

    expect(ids).toEqual([])
    expect(open).toEqual(questions.map(({ id }) => id))
    expect(ignored).toEqual([expect.stringMatching(why)])
    expect(await declared()).toEqual(before)
  })

  it.each([
    ['nothing says whose they are', 'question,answer\nmfa,yes\n', /does not say whose/],
    ['they are of several', `${HEADER}${FABRIKAM},mfa,yes\n${OTHER},mfa,yes\n`, /several partners/],
    ['they are of nobody here', `${HEADER}nobody,mfa,yes\n`, /called nobody/],
    ['there is no column for them', `partner,question\n${FABRIKAM},mfa\n`, /lacks 1 column: answer/],
    ['there are no questions', `partner,answer\n${FABRIKAM},yes\n`, /names no column question/],
    ['the JSON is cut off', '[{"question":', /does not parse/],
    ['the JSON is something else', '{"value": 1}', /no list of answers/],
    ['there are thousands', `${HEADER}${`${FABRIKAM},mfa,yes\n`.repeat(300)}`, /more than 200 rows/],
    ['the file is empty', '', /empty/],
    ['the file is huge', new Uint8Array(1024 * 1024 + 1).fill(0x61), /larger than 1 MB/],
  ])('are refused when %s', async (_, content, why) => {
    const before = await declared()

    await expect(taken(content)).rejects.toThrow(why)
    expect(await declared()).toEqual(before)
  })

  it('are taken without the rest of a file that is broken in part, and said again they replace', async () => {
    const rows = `${HEADER}${FABRIKAM},mfa,yes\n${FABRIKAM},devices,\n${FABRIKAM},nonsense,x\n`
    const first = await taken(rows)
    const second = await taken(rows.replace('yes', 'passkeys'))

    expect(first).toMatchObject({ partner: { name: 'Fabrikam' }, taken: ['mfa'] })
    expect(first.ignored).toHaveLength(1)
    expect(second.open).toContain('devices')
    expect(await declared()).toEqual([[`${FABRIKAM}: mfa`, 'passkeys']])
  })

  it('come out of a file that a spreadsheet saved: semicolons, a byte order mark, UTF-16', async () => {
    const text = `\ufeffQuestion;Partner;Answer;\r\nMFA;${FABRIKAM};"ja; alle";\r\n`

    expect((await taken(text)).taken).toEqual(['mfa'])
    expect((await taken(Buffer.from(text, 'utf16le'))).taken).toEqual(['mfa'])
  })

  it('of any bytes are rows with reasons, or one error in words (property)', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string().map((text) => new TextEncoder().encode(`${HEADER}${text}`)),
      fc.json().map((text) => new TextEncoder().encode(text)),
    )
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const read = await readAnswers('file', content).catch((error: unknown) => error)
        if (read instanceof Error) expect(read.name, String(read.stack)).toBe('Error')
        else expect(read).toMatchObject({ rows: expect.any(Array), ignored: expect.any(Array) })
      }),
    )
  })
})
