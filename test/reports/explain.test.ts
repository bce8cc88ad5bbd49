import { describe, expect, test } from 'vitest'
import { type Explanation, renderExplanation } from '#cli/terminal/explain.ts'
import { displayWidth } from '#model/text/width.ts'
import { aControl, aFinding } from './builders.ts'
import { hostileNames } from './hostile-names.ts'

function anExplanation(name = 'Anna', changes: Partial<Explanation> = {}): Explanation {
  const finding = aFinding(name)
  return {
    finding,
    control: aControl({ outcome: 'fail', findings: [finding], undecided: 2 }),
    tenant: { id: 't', name: 'Contoso' },
    snapshot: '20260302T085500000Z-a1b2c3',
    collectedAt: '2026-03-02T08:55:00.000Z',
    records: [
      {
        dataset: 'userRegistrationDetails',
        id: finding.subject.id,
        record: { id: finding.subject.id, isMfaRegistered: false, methodsRegistered: [], userType: 'member' },
        coverage: { state: 'partial', because: 'page 5 answered 503', records: 400 },
      },
      {
        dataset: 'users',
        id: finding.subject.id,
        record: undefined,
        coverage: { state: 'complete', records: 412 },
      },
    ],
    history: [
      { at: '2026-02-01T09:00:00.000Z', state: 'open' },
      { at: '2026-03-02T09:00:00.000Z', state: 'reopened' },
    ],
    ...changes,
  }
}

const options = { colour: false, width: 80 }

describe('an explanation', () => {
  test('goes from the record through the control to the verdict', () => {
    expect(renderExplanation(anExplanation(), options)).toMatchInlineSnapshot(`
      "Finding 7384c596a14f  HIGH  single accounts
      Anna has no MFA registered

      Subject    Anna (account 9fd4a2a9-e78d-4000-8000-9fd4a2a9e78d)
      Tenant     Contoso
      Snapshot   20260302T085500000Z-a1b2c3, collected 2026-03-02 08:55 UTC

      1. What was read
        userRegistrationDetails 9fd4a2a9-e78d-4000-8000-9fd4a2a9e78d
          dataset read in part, 400 records, page 5 answered 503
        > isMfaRegistered    false
        > methodsRegistered  []
          and 2 other fields: id, userType
        users 9fd4a2a9-e78d-4000-8000-9fd4a2a9e78d
          dataset complete, 412 records
          The record is not in the snapshot; these are the fields the finding kept.
        > accountEnabled  true
        > userType        Member

      2. What it was held against
        MFA is registered on every account
        Practice 1: Multifactor authentication on every account (Microsoft’s customer
        security best practices)
        Whoever first signs in with a stolen password to an account without a second
        factor gets to register one, and from then on the account is theirs.
        Control mfa/registered-on-every-account

      3. The verdict
        fail: 1 of 412 examined, 2 undecided
        Would pass if the account registers Microsoft Authenticator or a passkey.

      What to do
        1. Ask the account holder to register a method at https://aka.ms/mfasetup.
        2. Where nobody uses the account, disable it.

      History
        2026-02-01 09:00 UTC  open
        2026-03-02 09:00 UTC  reopened

      References
        https://learn.microsoft.com/partner-center/security/customer-security-best-practices
        https://learn.microsoft.com/entra/identity/authentication/howto-mfa-getstarted
      "
    `)
  })

  test.each(hostileNames.map((name) => [name.slice(0, 24), name]))('keeps %j in its place', (_, name) => {
    const text = renderExplanation(anExplanation(name), { colour: false, width: 60 })

    expect(text).not.toMatch(/[\p{Cs}\u202a-\u202e\u2066-\u2069]|(?!\n)\p{Cc}/u)
    const lines = text.split('\n').filter((line) => !line.includes('https://'))
    expect(lines.filter((line) => displayWidth(line) > 60)).toEqual([])
  })

  test('says so where the proof is that nothing was found', () => {
    expect(renderExplanation(anExplanation('Anna', { records: [] }), options)).toContain(
      'the proof is that none was found',
    )
  })
})
