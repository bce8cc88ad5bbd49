import type { Requirement } from '#frameworks/requirement.ts'
import { type Coverage, complete, notAttempted } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Declaration } from '#model/decisions.ts'
import { type DeclaredExclusion, type FrameworkStatements, nothingStated } from '#model/exclusions.ts'
import type { OutcomeState } from '#model/outcome.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { PrivilegedRole } from '#model/records/privileged-roles.ts'
import type { PrivilegedUser } from '#model/records/privileged-users.ts'
import type { Facts } from '#pipeline/judge.ts'
import { GLOBAL_ADMINISTRATOR } from './ids.ts'
import { aPolicy } from './policies.ts'
import type { TenantRecords } from './tenant.ts'

/** One case of a requirement: what was read (whole, unless `coverage` says otherwise) and what has to come out. */
export interface RequirementExample {
  /** A sentence about behaviour; it becomes a line of the reference page. */
  readonly name: string
  /** A dataset that is left out was not asked for. */
  readonly given: TenantRecords
  readonly then: OutcomeState
  /** Matches a reason. */
  readonly because?: RegExp
  readonly statements?: FrameworkStatements
  readonly declarations?: readonly Declaration[]
  readonly coverage?: Readonly<Partial<Record<DatasetName, Coverage>>>
}

export interface RequirementExamples {
  readonly requirement: Requirement
  readonly examples: readonly RequirementExample[]
}

/** Ties examples to their requirement. */
export function defineRequirementExamples(
  requirement: Requirement,
  examples: readonly RequirementExample[],
): RequirementExamples {
  return { requirement, examples }
}

/** What an example gives, as the engine takes it. */
export function factsOfExample({ given, coverage = {} }: RequirementExample): Facts {
  return {
    records: (name) => (given[name] ?? []) as never,
    coverage: (name) => coverage[name] ?? (given[name] ? complete : notAttempted('nobody asked')),
  }
}

/** Statements that declare one exclusion. */
export function declared(
  requirement: string,
  kind: DeclaredExclusion['kind'],
  subject: string,
  from: DeclaredExclusion['from'] = 'conditionalAccess',
): FrameworkStatements {
  return { ...nothingStated, exclusions: [{ requirement, from, kind, subject }] }
}

/** A policy that blocks all users from all resources, under these conditions. */
export function aBlock(conditions: Parameters<typeof aPolicy>[0] = {}): ConditionalAccessPolicy {
  return aPolicy({
    id: 'block',
    displayName: 'Block',
    grantControls: { operator: 'OR', builtInControls: ['block'] },
    ...conditions,
  })
}

/** A policy that requires these combinations of methods from all users. */
export function aStrength(
  allowedCombinations: readonly string[] = ['fido2'],
  changes: Parameters<typeof aPolicy>[0] = {},
): ConditionalAccessPolicy {
  const authenticationStrength = { allowedCombinations: [...allowedCombinations] }
  return aPolicy({
    id: 'strength',
    displayName: 'Strength',
    grantControls: { operator: 'OR', builtInControls: [], authenticationStrength },
    ...changes,
  })
}

/** All users but some. */
export const allUsersBut = (changes: Record<string, readonly string[]>) => ({
  users: { includeUsers: ['All'], ...changes },
})

/** The plan that risk conditions and Privileged Identity Management take. */
export const p2 = [
  { servicePlanId: 'eec0eb4f-6444-4f95-aba0-50c24d67f998', servicePlanName: 'AAD_PREMIUM_P2' },
]
export const noP2 = [{ servicePlanId: 'efb87545-963c-4e0d-99df-69c6916d9eb0', servicePlanName: 'EXCHANGE_S' }]

/** A Global Administrator of the cloud alone, as ScubaGear lists people. */
export function aPrivilegedUser(id: string, changes: Partial<PrivilegedUser> = {}): PrivilegedUser {
  return { id, displayName: id, roles: ['Global Administrator'], onPremisesImmutableId: null, ...changes }
}

/** Global Administrator, held for a time, its activation approved and told, as ScubaGear lists roles. */
export function aPrivilegedRole(changes: Partial<PrivilegedRole> = {}): PrivilegedRole {
  return {
    id: 'role-1',
    roleTemplateId: GLOBAL_ADMINISTRATOR,
    displayName: 'Global Administrator',
    assignments: [anAssignment()],
    rules: [aRule('Approval_EndUser_Assignment', { setting: { isApprovalRequired: true } })],
    ...changes,
  }
}

type Assignment = NonNullable<PrivilegedRole['assignments']>[number]
type Rule = NonNullable<PrivilegedRole['rules']>[number]

/** From January to June. */
export function anAssignment(changes: Partial<Assignment> = {}): Assignment {
  return {
    principalId: 'ada',
    startDateTime: '2026-01-01T00:00:00Z',
    endDateTime: '2026-06-30T00:00:00Z',
    ...changes,
  }
}

/** A rule of activation that tells the security team by e-mail. */
export function aRule(id: string, changes: Partial<Rule> = {}): Rule {
  return {
    id,
    ruleSource: 'Global Administrator',
    ruleSourceType: 'Directory Role',
    notificationType: 'Email',
    notificationRecipients: ['soc@contoso.example'],
    ...changes,
  }
}
