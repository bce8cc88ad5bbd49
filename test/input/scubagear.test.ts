import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { exclusionDeclarations } from '#imports/scubagear/exclusions.ts'
import { isScubaGearExport, readScubaGearExport } from '#imports/scubagear.ts'
import { parseRecord } from '#model/dataset.ts'
import { datasetOf } from '#model/datasets.ts'
import { hasShared, needing, sharedFile } from '../shared-data.ts'
import { anInput, assessInput, controlOf, securityDefaultsInForce } from './harness.ts'

const wholeExport = 'conformance/scuba-export.json'
const fragments = 'conformance/scuba-aad.ndjson'

const policy = {
  DisplayName: 'MFA for all',
  State: 'enabled',
  Conditions: {
    Users: { IncludeUsers: ['All'] },
    Applications: { IncludeApplications: ['All'] },
    Times: null,
  },
  GrantControls: { Operator: 'OR', BuiltInControls: ['mfa'] },
  ModifiedDateTime: '/Date(1700000000000)/',
}

describe('a ScubaGear export', () => {
  it('is known by any of its top-level keys', () => {
    expect(isScubaGearExport({ conditional_access_policies: [] })).toBe(true)
    expect(isScubaGearExport({ scuba_config: {} })).toBe(true)
    expect(isScubaGearExport({ value: [] })).toBe(false)
    expect(isScubaGearExport([])).toBe(false)
  })

  it('gives policies in Graph’s own names and dates, unknown conditions kept', () => {
    const { datasets } = readScubaGearExport({ conditional_access_policies: [policy] })

    const [read] = datasets[0]?.items ?? []
    expect(read).toMatchObject({
      id: 'policy-1',
      displayName: 'MFA for all',
      modifiedDateTime: '2023-11-14T22:13:20.000Z',
      conditions: { users: { includeUsers: ['All'] }, times: null },
    })
    expect(parseRecord(datasetOf('conditionalAccessPolicies'), read).ok).toBe(true)
  })

  it('takes the one that PowerShell wrote for a list of one', () => {
    const { datasets } = readScubaGearExport({ domain_settings: { Id: 'contoso.example', IsDefault: true } })

    expect(datasets[0]?.items).toEqual([{ id: 'contoso.example', isDefault: true }])
  })

  it('does not take the empty section of a failed command for an empty tenant', async () => {
    const body = {
      conditional_access_policies: [],
      aad_unsuccessful_commands: ['Get-MgBetaIdentityConditionalAccessPolicy'],
    }

    const assessment = await assessInput(anInput({ 'ProviderSettingsExport.json': body }))

    expect(assessment.coverage.conditionalAccessPolicies?.state).toBe('partial')
    expect(controlOf(assessment, securityDefaultsInForce).outcome).toBe('unknown')
  })

  it('turns declared user exclusions into break-glass declarations, once each', () => {
    const exclusions = { CapExclusions: { Users: ['u1', ''], Groups: ['g1'] } }
    const config = {
      Aad: { 'MS.AAD.1.1v1': exclusions, 'MS.AAD.3.2v1': { RoleExclusions: { Users: ['u1'] } } },
    }

    const declared = exclusionDeclarations(config, '2026-01-01T00:00:00Z')

    expect(declared).toHaveLength(1)
    expect(declared[0]).toMatchObject({ kind: 'break-glass', subject: 'u1' })
    expect(declared[0]?.reason).toContain('MS.AAD.1.1v1, MS.AAD.3.2v1')
  })
})

describe('SCuBA’s policies', () => {
  const mfa = 'MS.AAD.3.2v2'
  const excluding = {
    ...policy,
    Conditions: { ...policy.Conditions, Users: { IncludeUsers: ['All'], ExcludeUsers: ['glass-id'] } },
  }
  const answer = async (files: Readonly<Record<string, unknown>>) =>
    (await assessInput(anInput(files), undefined, 'scuba-aad')).requirements?.find(({ id }) => id === mfa)

  it('are answered only when somebody asks', async () => {
    const input = anInput({ 'export.json': { conditional_access_policies: [policy] } })

    expect((await assessInput(input)).frameworks).toEqual({})
    expect((await assessInput(input, undefined, 'scuba-aad')).frameworks['scuba-aad']?.[mfa]).toBe('pass')
    await expect(assessInput(input, undefined, 'cis')).rejects.toThrow(/no framework is called cis/)
  })

  it('are answered from a fragment, all others being unknown with their reasons', async () => {
    const input = anInput({ 'export.json': { conditional_access_policies: [policy] } })

    const { requirements = [] } = await assessInput(input, undefined, 'scuba-aad')

    const invites = requirements.find(({ id }) => id === 'MS.AAD.8.2v1')
    expect(invites).toMatchObject({ outcome: 'unknown', obligation: 'should' })
    expect(invites?.because.join()).toContain('authorizationPolicy: not read')
  })

  it('name the policy that came nearest and what it lacks', async () => {
    const one = await answer({ 'export.json': { conditional_access_policies: [excluding] } })

    expect(one?.outcome).toBe('fail')
    expect(one?.because.join()).toContain(
      '“MFA for all”: it excludes the user glass-id, which is not declared',
    )
  })

  it('take exclusions from a configuration that lies beside Microsoft’s responses', async () => {
    const { value } = { value: readScubaGearExport({ conditional_access_policies: [excluding] }).datasets }
    const config = { Aad: { [mfa]: { CapExclusions: { Users: ['glass-id'] } } } }

    const one = await answer({
      'conditionalAccessPolicies.json': value[0]?.items,
      'scuba.json': { scuba_config: config },
    })

    expect(one?.outcome).toBe('pass')
  })

  it('let break-glass accounts be left out, by name where the accounts are known', async () => {
    const files = {
      'conditionalAccessPolicies.json': readScubaGearExport({ conditional_access_policies: [excluding] })
        .datasets[0]?.items,
      'declarations.json': [{ kind: 'break-glass', subject: 'Glass@contoso.example' }],
    }
    const users = [{ id: 'glass-id', userPrincipalName: 'glass@contoso.example' }]

    expect((await answer(files))?.outcome).toBe('fail')
    expect((await answer({ ...files, 'users.json': users }))?.outcome).toBe('pass')
  })

  it('do not take an exclusion that is declared for another policy', async () => {
    const config = { Aad: { 'MS.AAD.1.1v1': { CapExclusions: { Users: ['glass-id'] } } } }

    const one = await answer({
      'export.json': { conditional_access_policies: [excluding], scuba_config: config },
    })

    expect(one?.outcome).toBe('fail')
  })
})

describe.skipIf(!hasShared(wholeExport))(`${needing(wholeExport, 'a real tenant’s whole export')}`, () => {
  it('is judged at its own time, nothing set aside, and what it does not hold is unknown', async () => {
    const assessment = await assessInput(sharedFile(wholeExport))

    expect(assessment.assessedAt).toBe('2026-05-04T17:15:48.307Z')
    expect(assessment.coverage.conditionalAccessPolicies).toEqual({ state: 'complete', records: 7 })
    expect(assessment.coverage.roleAssignmentScheduleInstances).toMatchObject({
      state: 'partial',
      records: 26,
    })
    expect(assessment.coverage.userRegistrationDetails?.state).toBe('notAttempted')
    expect(Object.values(assessment.coverage).filter((one) => one?.quarantined)).toEqual([])
    expect(assessment.controls.map(({ outcome }) => outcome)).not.toContain('pass')
    expect(controlOf(assessment, 'mfa/registered-on-every-account').outcome).toBe('unknown')
  })
})

describe.skipIf(!hasShared(fragments))(`${needing(fragments, 'fragments of exports')}`, () => {
  it('are all read, and none of them passes on what it does not hold', async () => {
    const cases = readFileSync(sharedFile(fragments), 'utf8').trim().split('\n')
    for (const line of cases) {
      const { test, input } = JSON.parse(line) as { test: string; input: Record<string, unknown> }
      if (!isScubaGearExport(input)) continue
      const { datasets } = readScubaGearExport(input)
      for (const { dataset, items } of datasets) {
        const broken = items.map((item) => parseRecord(datasetOf(dataset), item)).filter(({ ok }) => !ok)
        expect(broken, `${test}: ${dataset}`).toEqual([])
      }
    }
  })
})
