/** Pages, plans and letters about a partner: complete, in order, and safe whatever a partner calls itself. */
import { describe, expect, it } from 'vitest'
import { answersOf } from '#access/partners/answers.ts'
import { containPlan } from '#access/partners/plans/contain.ts'
import { exitPlan } from '#access/partners/plans/exit.ts'
import { partnerLetter, questions } from '#access/partners/plans/letter.ts'
import type { Partner } from '#access/partners/register.ts'
import { declaredTasks } from '#access/partners/tasks.ts'
import type { GuidedAction, GuidedPlan } from '#model/guided-steps.ts'
import { letterText } from '#reports/partners/letter.ts'
import { letterHtml } from '#reports/partners/letter-html.ts'
import { planText } from '#reports/partners/plan.ts'
import { planHtml } from '#reports/partners/plan-html.ts'
import {
  aDeclaration,
  aDelegation,
  aForeignApplication,
  aForeignAssignment,
  aForeignAzureGroup,
  aGuestOfFabrikam,
  anAccount,
  aRelationship,
  aRoleAssignment,
  DIRECTORY_READERS,
  FABRIKAM,
  NOW,
  type TenantRecords,
  theDecisions,
  theRegister,
  USER_ADMINISTRATOR,
} from '../builders/index.ts'

const EVERYWHERE: TenantRecords = {
  roleAssignments: [
    aForeignAssignment('agents', { roleDefinitionId: USER_ADMINISTRATOR }),
    aForeignAssignment('agents', { roleDefinitionId: DIRECTORY_READERS }),
    aRoleAssignment('gus'),
  ],
  azureRoleAssignments: [aForeignAzureGroup('agents')],
  registrationAssignments: [aDelegation()],
  servicePrincipals: [aForeignApplication()],
  users: [anAccount(), aGuestOfFabrikam('gus'), anAccount('fabrikam-support')],
  partnerRelationships: [aRelationship()],
}

function onlyPartner(records: TenantRecords): Partner {
  const [partner, ...others] = theRegister(records).partners
  if (partner === undefined || others.length > 0) throw new Error('the tenant has not one partner')
  return partner
}

const requestsOf = ({ steps }: GuidedPlan) =>
  steps
    .flatMap(({ how }) => how)
    .filter((action): action is Extract<GuidedAction, { kind: 'request' }> => action.kind === 'request')

const page = { colour: false, width: 80 }

describe('containing a partner', () => {
  const partner = onlyPartner(EVERYWHERE)
  const plan = containPlan(partner, ['budgets: not read. Ask.'])

  it('preserves what expires before anything is switched', () => {
    const [first] = plan.steps
    const changing = requestsOf(plan).findIndex(({ method }) => method !== 'GET')

    expect(first?.title).toBe('Preserve what expires')
    expect(
      requestsOf({ ...plan, steps: plan.steps.slice(0, 1) }).every(({ method }) => method === 'GET'),
    ).toBe(true)
    expect(changing).toBeGreaterThan(0)
  })

  it('takes every key that a request can take, and no other', () => {
    const changed = requestsOf(plan)
      .filter(({ method }) => method !== 'GET')
      .map(({ method, url }) => `${method} ${new URL(url).pathname}`)

    expect(changed).toEqual([
      'POST /v1.0/identity/conditionalAccess/policies',
      `PATCH /v1.0/policies/crossTenantAccessPolicy/partners/${FABRIKAM}`,
      'PATCH /v1.0/servicePrincipals/fabrikam-sync',
      'PATCH /v1.0/users/gus',
      'POST /v1.0/users/gus/revokeSignInSessions',
      'PATCH /v1.0/users/fabrikam-support',
      'POST /v1.0/users/fabrikam-support/revokeSignInSessions',
      `DELETE ${aForeignAzureGroup('agents').id}`,
      `DELETE ${aDelegation().id}`,
    ])
  })

  it('leads to the one page where a relationship can be ended', () => {
    const pages = plan.steps.flatMap(({ how }) => how).filter(({ kind }) => kind === 'page')

    expect(JSON.stringify(pages)).toContain('admin.microsoft.com/AdminPortal/Home#/partners')
  })

  it('blocks the people of that tenant and nobody else', () => {
    const policy = requestsOf(plan).find(({ url }) => url.endsWith('/policies'))

    expect(policy?.body).toMatchObject({
      state: 'enabled',
      conditions: {
        users: {
          includeGuestsOrExternalUsers: {
            externalTenants: { membershipKind: 'enumerated', members: [FABRIKAM] },
          },
        },
      },
      grantControls: { builtInControls: ['block'] },
    })
    expect(JSON.stringify(policy?.body)).not.toContain('includeUsers')
  })

  it('blocks no tenant where none is known', () => {
    const unknown = containPlan(onlyPartner({ azureRoleAssignments: [aForeignAzureGroup('lost')] }), [])

    expect(requestsOf(unknown).filter(({ url }) => url.includes('conditionalAccess'))).toEqual([])
  })

  it('says what stays open and what is not known', () => {
    expect(plan.remains.length).toBeGreaterThan(0)
    expect(planText(plan, page)).toContain('budgets: not read. Ask.')
  })
})

describe('leaving a partner', () => {
  it('stands on own feet first and looks again at the end', () => {
    const { steps } = exitPlan(onlyPartner(EVERYWHERE), [])

    expect(steps[0]?.title).toBe('Have your own keys in hand')
    expect(steps.at(-1)?.title).toBe('Look again after 30 days')
  })

  it('says that nobody is on a known channel only when nobody is', () => {
    const gone = { ...onlyPartner(EVERYWHERE), channels: [] }

    expect(exitPlan(gone, []).remains).toEqual([
      'Fabrikam is on no known channel.',
      'Every channel was read.',
    ])
    expect(exitPlan(gone, ['x']).remains[1]).toMatch(/proven only for the channels that were read/)
    expect(exitPlan(onlyPartner(EVERYWHERE), []).remains[0]).toMatch(/still on: directory roles/)
  })
})

describe('the letter', () => {
  const partner = onlyPartner({ roleAssignments: EVERYWHERE.roleAssignments?.slice(0, 2) ?? [] })
  const declared = theDecisions({ declarations: [aDeclaration('partner-tasks', `${FABRIKAM}: users`)] })

  it('keeps what a task needs and asks for the rest', () => {
    const letter = partnerLetter(partner, declaredTasks(partner, declared), 'Contoso', NOW)

    expect(letter.keys.map(({ what, wish }) => [what, wish])).toEqual([
      ['User Administrator', 'keep'],
      ['Directory Readers', 'remove'],
    ])
    expect(letterText(letter)).toMatch(
      /What we think you need, and keep:\n {2}- User Administrator, everywhere/,
    )
  })

  it('without tasks asks which there are, and threatens nothing', () => {
    const letter = partnerLetter(partner, undefined, 'Contoso', NOW)

    expect(letter.keys.every(({ wish }) => wish === 'explain')).toBe(true)
    expect(letterText(letter)).not.toContain('mean to remove')
  })

  it('asks every question, in a width that mail keeps', () => {
    const text = letterText(partnerLetter(partner, undefined, 'Contoso', NOW))

    for (let number = 1; number <= questions.length; number += 1) expect(text).toContain(`\n${number}. `)
    expect(text.split('\n').filter((line) => line.length > 78)).toEqual([])
  })
})

describe('what a partner answered', () => {
  const partner = onlyPartner({ roleAssignments: EVERYWHERE.roleAssignments?.slice(0, 2) ?? [] })
  const said = (at: string, answer: string) => ({
    ...aDeclaration('partner-answer', `${FABRIKAM}: mfa`),
    reason: answer,
    at,
  })
  const mfa = (...declarations: ReturnType<typeof said>[]) =>
    answersOf(partner, theDecisions({ declarations }), NOW).find(({ id }) => id === 'mfa')

  it('is open until somebody writes it down', () => {
    expect(mfa()).toMatchObject({ state: 'open' })
  })

  it('is the latest word', () => {
    const [old, latest] = [said('2026-04-01T00:00:00Z', 'no'), said('2026-05-01T00:00:00Z', 'passkeys')]

    expect(mfa(latest, old)).toMatchObject({ state: 'answered', answer: 'passkeys' })
  })

  it('is asked for again after a quarter', () => {
    expect(mfa(said('2026-02-28T00:00:00Z', 'passkeys'))).toMatchObject({ state: 'stale' })
  })

  it('of another partner is not its own', () => {
    expect(mfa({ ...said('2026-05-01T00:00:00Z', 'yes'), subject: 'other.example: mfa' })).toMatchObject({
      state: 'open',
    })
  })
})

describe('a partner that calls itself something hostile', () => {
  const name = '<script>alert(1)</script>\u001b[2J"; rm -rf / #'
  const hostile = onlyPartner({
    ...EVERYWHERE,
    partnerRelationships: [aRelationship({ name })],
    servicePrincipals: [aForeignApplication({ displayName: name })],
  })
  const letter = partnerLetter(hostile, undefined, name, NOW)

  it.each([
    ['a plan', planHtml(containPlan(hostile, [name]))],
    ['another plan', planHtml(exitPlan(hostile, [name]))],
    ['the letter', letterHtml(letter)],
  ])('stays text in the page of %s', (_, html) => {
    expect(html).not.toContain('<script>')
    expect(html).not.toContain('\u001b')
  })

  it.each([
    ['a plan', planText(containPlan(hostile, [name]), page)],
    ['the letter', letterText(letter)],
  ])('steers no terminal in the text of %s', (_, text) => {
    expect(text).not.toContain('\u001b')
  })
})
