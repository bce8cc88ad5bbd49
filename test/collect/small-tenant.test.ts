/**
 * The commonest customer of all: ten people, no Entra ID P1, no Azure subscription, no Conditional Access, security
 * defaults on, one partner. Nothing may fail for want of a licence, and whatever is not licensed must be named.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { allControls } from '#controls/controls.generated.ts'
import type { Assessment } from '#model/assessment.ts'
import type { DatasetName } from '#model/datasets.ts'
import { assess } from '#pipeline/assess.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { Cloud } from '../../simulator/cloud.ts'
import { aDataFolder, keywardBeside } from '../cli/harness.ts'
import { aCloud, aPlace, collectFrom, NOW, tenantOf } from './harness.ts'

const P1 = 'Microsoft Entra ID P1'
const P2 = 'Microsoft Entra ID P2 or Microsoft Entra ID Governance'

/** What this tenant has not bought, and which licence it would take. */
const unlicensed: Partial<Record<DatasetName, string>> = {
  accessReviewDefinitions: P2,
  azureRoleEligibility: P2,
  roleAssignmentScheduleInstances: P2,
  roleEligibilityScheduleInstances: P2,
  roleManagementPolicyAssignments: P2,
  signIns: P1,
  userRegistrationDetails: P1,
  userSignInActivity: P1,
}

/** What is less than whole for a reason that no licence would mend. */
const otherwise: Partial<Record<DatasetName, RegExp>> = {
  office365ActiveUserDetail: /names are concealed/,
  emailActivityUserDetail: /names are concealed/,
  oauth2PermissionGrants: /Authorization_RequestDenied/,
}

let cloud: Cloud
let snapshot: Snapshot
let assessment: Assessment

beforeAll(async () => {
  cloud = await aCloud({ estate: 'small' })
  const place = await aPlace()
  snapshot = (await collectFrom(cloud, place)).snapshot
  const store = await tenantOf(cloud, place)
  const decisions = await store.decisions.view()
  assessment = await assess({ store, snapshot, controls: allControls, decisions, now: NOW, remember: false })
})

function namesIn(state: string): readonly string[] {
  const found = Object.entries(assessment.coverage).filter(([, coverage]) => coverage?.state === state)
  return found.map(([name]) => name).sort()
}

function outcomeOf(id: string) {
  const { outcome, because } = assessment.controls.find((one) => one.id === id) ?? {}
  return { outcome, because: because?.join('\n') }
}

/** A password, or a mail address that resets one. */
const isNoFactor = (method: { readonly '@odata.type': string }): boolean =>
  /\.(password|email)AuthenticationMethod$/.test(method['@odata.type'])

describe('a small tenant without Entra ID P1', () => {
  it('names every licence that it lacks, and by the name under which Microsoft sells it', () => {
    expect(namesIn('unlicensed')).toEqual(Object.keys(unlicensed).sort())
    for (const [name, licence] of Object.entries(unlicensed))
      expect(assessment.coverage[name as DatasetName], name).toMatchObject({ missing: [licence], records: 0 })
  })

  it('lacks nothing else but what has another reason', () => {
    const gaps = [...namesIn('partial'), ...namesIn('denied'), ...namesIn('unavailable')]

    expect(gaps.sort()).toEqual(Object.keys(otherwise).sort())
    for (const [name, reason] of Object.entries(otherwise))
      expect(assessment.coverage[name as DatasetName]?.because, name).toMatch(reason)
  })

  it('reads Conditional Access, Azure and partners as the nothing that they are', () => {
    expect(assessment.coverage.conditionalAccessPolicies).toEqual({ state: 'complete', records: 0 })
    expect(assessment.coverage.subscriptions).toEqual({ state: 'complete', records: 0 })
    expect(assessment.coverage.partnerRelationships).toBeUndefined()
  })

  it('is judged by its security defaults, and unknown where only the licence could tell', () => {
    expect(outcomeOf('mfa/security-defaults-or-conditional-access-in-force').outcome).toBe('pass')
    expect(outcomeOf('mfa/enabled-on-every-account').outcome).toBe('pass')
    expect(outcomeOf('mfa/registration-of-methods-is-protected')).toMatchObject({
      outcome: 'unknown',
      because: expect.stringContaining(`not licensed, needs ${P1}`),
    })
  })

  it('is told who has registered nothing, by the methods of everybody', () => {
    const { accounts } = cloud.estate
    const bare = Array.from({ length: accounts.length }, (_, position) => accounts.at(position))
      .filter(({ user, methods }) => user.accountEnabled && methods.every(isNoFactor))
      .map(({ user }) => user.id)

    const found = assessment.controls.find(({ id }) => id === 'mfa/registered-on-every-account')

    expect(bare).not.toEqual([])
    expect(found).toMatchObject({ outcome: 'fail', examined: 10 })
    expect(found?.findings.map(({ subject }) => subject.id).sort()).toEqual(bare.sort())
    expect(found?.undecided).toBeUndefined()
  })

  it('tells the methods of every enabled member, asked one by one, since there is no report', async () => {
    const members = cloud.estate.accounts.named
      .filter(({ user }) => user.accountEnabled && user.userType === 'Member')
      .map(({ user }) => user.id)

    const read = (await snapshot.records('authenticationMethods')).map(({ userId }) => userId)

    expect(read).toEqual(expect.arrayContaining(members))
    expect(assessment.coverage.authenticationMethods).toEqual({ state: 'complete', records: 10 })
    expect(cloud.requests.filter(({ path }) => path.endsWith('/authentication/methods'))).toHaveLength(10)
  })

  it('goes through the program without an error, and the report names the licence', async () => {
    const data = aDataFolder()
    const { tenantId, clientId, clientSecret, origin } = cloud
    const env = {
      KEYWARD_TENANT_ID: tenantId,
      KEYWARD_CLIENT_ID: clientId,
      KEYWARD_CLIENT_SECRET: clientSecret,
    }

    const collected = await keywardBeside(['collect', '--endpoint', origin, '--data', data], env).ended
    const assessed = await keywardBeside(['assess', '--data', data]).ended

    expect([collected.code, assessed.code]).toEqual([0, 0])
    for (const [name, licence] of Object.entries(unlicensed))
      expect(collected.stdout).toContain(`${name}: not licensed, needs ${licence}`)
    expect(assessed.stdout).toContain(`Licence missing: ${P1}`)
    expect(collected.stderr + assessed.stderr).not.toMatch(/error|TypeError|at .*\.ts:/i)
  })
})
