/** Takes permissions and licences away, one after the other, and demands that each is named and nothing passes. */
import { describe, expect, it } from 'vitest'
import { type Collector, requestOf, type Source, serviceOf } from '#collectors/collector.ts'
import { allControls } from '#controls/controls.generated.ts'
import type { AssessedControl, Assessment } from '#model/assessment.ts'
import type { Control } from '#model/control.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Services } from '#pipeline/collect/services.ts'
import { neededPermissions } from '#pipeline/permissions.ts'
import { type Cloud, smallestPermissions } from '../../simulator/cloud.ts'
import { matchRoute } from '../../simulator/graph/match.ts'
import { isAllowed } from '../../simulator/permissions.ts'
import { aCloud, servicesOf } from './harness.ts'
import { healthy } from './healthy.ts'
import {
  type EstateName,
  estates,
  expectHonest,
  full,
  gapsIn,
  isMadeUpFor,
  judged,
  remember,
  required,
  SAMPLE,
  wordsOf,
} from './honesty.ts'

/** What does not pass there, and why not: nobody else holds a key to the healthy tenant. */
const notPassed: Readonly<Record<string, RegExp>> = {
  'logs/drill-within-a-year': /^unknown nobody looked whether there were drills/,
  'logs/handover-is-attested': /^notApplicable no other organisation administers/,
  'partners/activity-is-by-people-on-the-roster': /^unknown partnerRoster: not read/,
  'partners/every-partner-is-attested': /^notApplicable no other organisation/,
  'partners/no-owner-on-behalf-of': /^notApplicable no group of another organisation/,
  'partners/no-partner-can-take-the-tenant': /^notApplicable no other organisation/,
  'partners/no-two-partners-for-the-same-power': /^notApplicable no other organisation/,
  'partners/nothing-remains-after-a-relationship': /^notApplicable no relationship/,
  'partners/partner-access-is-known': /^unknown oauth2PermissionGrants: denied, needs Directory\.Read\.All/,
  'partners/provider-accounts-are-governed': /^notApplicable no provider/,
  'partners/relationships-end-and-are-reviewed': /^notApplicable no relationship/,
  'partners/rosters-are-attested': /^unknown partnerRoster: not read/,
  'partners/unused-relationships-are-removed': /^notApplicable no partner/,
}

describe('the healthy tenant', () => {
  it('passes every control but those about partners that it has not, so that there is something to lose', () => {
    const others = full.healthy.controls.filter(({ outcome }) => outcome !== 'pass')

    expect(others.map(({ id }) => id)).toEqual(Object.keys(notPassed))
    for (const { id, outcome, because = [] } of others)
      expect(`${outcome} ${because.join(' ')}`, id).toMatch(notPassed[id] ?? 'pass')
    expect(gapsIn(full.healthy)).toEqual([])
  })
})

/** The simulator's template for what a source asks. */
function templateOf(source: Source): string {
  return matchRoute(requestOf(source, SAMPLE).path).route.template
}

/** Whether anybody is asked about at all: one by one only those are whom another dataset names. */
function hasSubjects({ produces, source }: Collector, estate: EstateName): boolean {
  if (source.kind !== 'each' || source.after.length === 0) return true
  return (full[estate].coverage[produces]?.records ?? 0) > 0
}

/** Whoever comes after a dataset that is shut too may find nobody left to ask about: not denied, but not whole. */
function comesAfter({ source }: Collector, shut: readonly Collector[]): boolean {
  return source.kind === 'each' && source.after.some((name) => shut.some(({ produces }) => produces === name))
}

const permissions = neededPermissions()

describe.concurrent.each(['healthy', 'troubled'] as const)('the %s tenant, without', (estate) => {
  it.each(permissions)('$permission', async ({ permission, datasets }) => {
    const cloud = await aCloud({ ...estates[estate], withoutPermissions: [permission] })
    const rest = smallestPermissions.filter((other) => other !== permission)
    // Some reads open to more than one permission of the set; those are not lost, and must not be said to be.
    const shut = required.filter(({ produces, source }) => {
      const needsAll = source.permissions.length > 1
      return datasets.includes(produces) && (needsAll || !isAllowed(templateOf(source), rest))
    })
    const shutHere = shut.filter((collector) => hasSubjects(collector, estate))
    const closed = shutHere
      .filter((collector) => !comesAfter(collector, shut))
      .map(({ produces }) => produces)

    const assessment = await judged(cloud)

    if (estate === 'healthy') remember(`permission ${permission}`, assessment)
    const denied = required
      .map(({ produces }) => produces)
      .filter((name) => assessment.coverage[name]?.state === 'denied')
    expect(denied).toEqual(expect.arrayContaining(closed))
    expect(shutHere.map(({ produces }) => produces)).toEqual(expect.arrayContaining(denied))
    for (const { produces } of shutHere) expect(assessment.coverage[produces]?.state).not.toBe('complete')
    for (const name of closed) expect(assessment.coverage[name]?.missing).toEqual([permission])
    expectHonest(assessment, { estate, naming: () => new RegExp(permission.replaceAll('.', '\\.')) })
  })

  it('any permission at all', async () => {
    const cloud = await aCloud({ ...estates[estate], grantedPermissions: [] })

    const assessment = await judged(cloud)

    if (estate === 'healthy') remember('every permission', assessment)
    const graph = required.filter(({ source }) => serviceOf(source) === 'graph')
    expect(gapsIn(assessment)).toEqual(expect.arrayContaining(graph.map(({ produces }) => produces)))
    for (const control of assessment.controls.filter(({ outcome }) => outcome !== 'unknown'))
      expectWithoutGraph(control, assessment, estate)
  })
})

/**
 * Azure gives its own permissions, and the register is copied by hand: what rests on these alone is still decided, and
 * a finding on nothing else than their records is still proven.
 */
function expectWithoutGraph(control: AssessedControl, { coverage }: Assessment, estate: EstateName): void {
  const isRead = (name: DatasetName) =>
    name === 'partnerRelationships' || coverage[name]?.state === 'complete'
  if (control.outcome !== 'fail')
    expect(
      control.needs.filter((name) => !isRead(name)),
      control.id,
    ).toEqual([])
  const known = full[estate].controls.find(({ id }) => id === control.id)?.findings.map(({ id }) => id)
  for (const { id, summary, evidence } of control.findings) {
    expect(known, summary).toContain(id)
    expect(
      evidence.map(({ dataset }) => dataset).filter((name) => !fromAzure.has(name)),
      summary,
    ).toEqual([])
  }
}

const fromAzure: ReadonlySet<DatasetName> = new Set(
  required.filter(({ source }) => serviceOf(source) !== 'graph').map(({ produces }) => produces),
)

/**
 * Where the missing licence itself is the answer: without the licence there can be nothing of the kind, so the
 * empty list is the truth.
 */
const licenceDecides: readonly {
  readonly control: string
  readonly dataset: DatasetName
  readonly because: string
}[] = [
  ...(
    [
      'admins/no-standing-global-administrator-beyond-the-declared',
      'admins/break-glass-accounts-are-ready',
    ] as const
  ).map((control) => ({
    control,
    dataset: 'roleAssignmentScheduleInstances' as const,
    because: 'without Privileged Identity Management no assignment is an activated one: all are standing',
  })),
  {
    control: 'admins/break-glass-accounts-are-ready',
    dataset: 'conditionalAccessPolicies',
    because: 'without Entra ID P1 there is no policy that could block',
  },
  ...(['conditionalAccessPolicies', 'authenticationStrengthPolicies'] as const).map((dataset) => ({
    control: 'mfa/strength-allows-what-somebody-can-use',
    dataset,
    because: 'without Entra ID P1 no policy requires a strength',
  })),
  ...(['conditionalAccessPolicies', 'authenticationStrengthPolicies', 'namedLocations'] as const).map(
    (dataset) => ({
      control: 'mfa/registration-campaign-or-policy-nudges-the-unregistered',
      dataset,
      because: 'without Entra ID P1 only security defaults and per-user MFA ask anybody to register',
    }),
  ),
  ...(['conditionalAccessPolicies', 'namedLocations', 'roleEligibilityScheduleInstances'] as const).map(
    (dataset) => ({
      control: 'mfa/no-empty-or-stale-policies',
      dataset,
      because: 'without the licence there is no policy, no place for one to name, and nobody eligible',
    }),
  ),
  ...(
    [
      'conditionalAccessPolicies',
      'authenticationStrengthPolicies',
      'namedLocations',
      'roleEligibilityScheduleInstances',
    ] as const
  ).map((dataset) => ({
    control: 'admins/phishing-resistant-mfa-on-every-administrator',
    dataset,
    because: 'without the licence there is no policy that could demand anything and no role to activate',
  })),
  ...(
    ['mfa/enabled-on-every-account', 'mfa/security-defaults-or-conditional-access-in-force'] as const
  ).flatMap((control) =>
    (['conditionalAccessPolicies', 'authenticationStrengthPolicies'] as const).map((dataset) => ({
      control,
      dataset,
      because: 'without Entra ID P1 there is no Conditional Access; security defaults decide alone',
    })),
  ),
  {
    control: 'mfa/enabled-on-every-account',
    dataset: 'namedLocations',
    because: 'without Entra ID P1 there is no policy to name a place',
  },
  {
    control: 'mfa/enabled-on-every-account',
    dataset: 'roleEligibilityScheduleInstances',
    because: 'without Privileged Identity Management there is no role to activate',
  },
  ...(
    [
      'mfa/legacy-authentication-closed',
      'mfa/device-code-flow-closed',
      'mfa/guests-covered',
      'mfa/service-providers-covered',
      'mfa/exclusions-are-explained',
    ] as const
  ).flatMap((control) =>
    (['conditionalAccessPolicies', 'authenticationStrengthPolicies', 'namedLocations'] as const).map(
      (dataset) => ({
        control,
        dataset,
        because: 'without Entra ID P1 there is no policy to close a way, ask anybody or leave anybody out',
      }),
    ),
  ),
  ...(
    [
      'admins/devices-of-administrators-are-in-order',
      'admins/no-daily-work-with-an-administrator-account',
      'admins/recovery-data-is-verified',
      'partners/no-shared-administrator-accounts',
    ] as const
  ).map((control) => ({
    control,
    dataset: 'roleEligibilityScheduleInstances' as const,
    because: 'without Privileged Identity Management nobody is eligible for a role',
  })),
  ...(
    [
      'logs/handover-is-attested',
      'partners/every-partner-is-attested',
      'partners/inbound-trust-is-no-wider-than-needed',
      'partners/no-owner-on-behalf-of',
      'partners/no-partner-can-take-the-tenant',
      'partners/no-two-partners-for-the-same-power',
      'partners/nothing-remains-after-a-relationship',
      'partners/partner-access-is-known',
      'partners/provider-accounts-are-governed',
      'partners/relationships-end-and-are-reviewed',
      'partners/unused-relationships-are-removed',
    ] as const
  ).flatMap((control) =>
    (['roleEligibilityScheduleInstances', 'azureRoleEligibility'] as const).map((dataset) => ({
      control,
      dataset,
      because:
        'without Privileged Identity Management no partner is eligible for a role, in Entra or in Azure',
    })),
  ),
  {
    control: 'partners/provider-accounts-are-governed',
    dataset: 'accessReviewDefinitions',
    because: 'without Entra ID P2 or Governance there are no access reviews',
  },
]

describe.concurrent('without a licence', () => {
  it('the controls for which that is the answer are the listed ones', () => {
    const declared = allControls.flatMap(({ id, emptyWithoutLicence = [] }) =>
      emptyWithoutLicence.map((dataset) => `${id} ${dataset}`),
    )

    expect(declared.sort()).toEqual(
      licenceDecides.map(({ control, dataset }) => `${control} ${dataset}`).sort(),
    )
  })

  it.each([
    ['healthy', ['p1'], /P2/],
    ['healthy', [], /P1/],
    ['troubled', ['p1'], /P2/],
    ['troubled', [], /P1/],
  ] as const)(
    'the %s tenant with %j names the other licence and passes nothing that needs it',
    async (estate, licences, name) => {
      const cloud = await aCloud({ ...estates[estate], licences })

      const assessment = await judged(cloud)

      if (estate === 'healthy') remember(`licences but [${licences.join()}]`, assessment)
      const gaps = gapsIn(assessment)
      expect(gaps).toContain('roleEligibilityScheduleInstances')
      for (const dataset of gaps) expect(assessment.coverage[dataset]?.state).toBe('unlicensed')
      for (const control of assessment.controls) {
        const lost = control.needs.filter(
          (dataset) =>
            gaps.includes(dataset) && !isListed(control, dataset) && !isMadeUpFor(control, dataset, gaps),
        )
        if (lost.length === 0) continue
        expect(['unknown', 'fail'], control.id).toContain(control.outcome)
        expect(wordsOf(control), control.id).toMatch(name)
      }
    },
  )

  it('that the tenant holds, a refusal "no licence" is taken for a missing permission', async () => {
    const cloud = await aCloud(healthy)
    const services = cloudThatLies(cloud)

    const assessment = await judged(cloud, { services })

    const { state, missing } = assessment.coverage.userRegistrationDetails ?? {}
    expect(state).toBe('denied')
    expect(missing).toContain('AuditLog.Read.All')
  })
})

/** What only supplements a verdict holds none back. */
function isListed({ id }: AssessedControl, dataset: DatasetName): boolean {
  const control: Control | undefined = allControls.find((one) => one.id === id)
  const isOnlyWords = control?.supplements?.includes(dataset) === true
  return isOnlyWords || licenceDecides.some((one) => one.control === id && one.dataset === dataset)
}

/** A client to which the service says "not licensed" for the registration report although the tenant pays for it. */
function cloudThatLies(cloud: Cloud): Services {
  const { graph, azure } = servicesOf(cloud)
  const get: typeof graph.get = async (path, read) =>
    path.includes('userRegistrationDetails')
      ? {
          ok: false,
          refusal: { kind: 'unlicensed', status: 403, code: 'NonPremiumTenant', message: 'no licence' },
        }
      : graph.get(path, read)
  return { azure, graph: { ...graph, get } }
}
