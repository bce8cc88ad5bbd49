import { denied, unlicensed } from '#model/coverage.ts'
import {
  aForeignAssignment,
  aForeignGroup,
  aGroup,
  aGroupAssignment,
  anAccount,
  anEligibility,
  aPolicy,
  aRoleAssignment,
  aTenant,
  defineExamples,
  GLOBAL_ADMINISTRATOR,
  type TenantRecords,
} from '../../../test/builders/index.ts'
import { noEmptyOrStalePolicies } from './no-empty-or-stale-policies.ts'

type Changes = NonNullable<Parameters<typeof aPolicy>[0]>
type Users = NonNullable<NonNullable<Changes['conditions']>['users']>
const withPolicy = (changes: Changes, records: TenantRecords = {}) =>
  aTenant({ conditionalAccessPolicies: [aPolicy(changes)], ...records })
const forUsers = (users: Users, records: TenantRecords = {}) => withPolicy({ conditions: { users } }, records)
const forRole = { includeRoles: [GLOBAL_ADMINISTRATOR] }
const reporting = (changes: Changes) => withPolicy({ state: 'enabledForReportingButNotEnforced', ...changes })
const places = (...excludeLocations: string[]) =>
  withPolicy(
    { conditions: { locations: { includeLocations: ['All'], excludeLocations } } },
    { namedLocations: [{ id: 'office' }] },
  )

export const examples = defineExamples(noEmptyOrStalePolicies, [
  { name: 'a policy for everybody', given: aTenant(), then: 'pass' },
  {
    name: 'a policy for an empty group applies to nobody',
    given: forUsers({ includeGroups: ['pilot'] }, { groupMembers: [aGroup('pilot', [])] }),
    then: 'fail',
    subjects: ['mfa-for-all'],
    severity: 'medium',
    because: /nobody is in the groups/,
  },
  {
    name: 'a policy for a group with one member applies to somebody',
    given: forUsers({ includeGroups: ['pilot'] }, { groupMembers: [aGroup('pilot', ['ada'])] }),
    then: 'pass',
  },
  {
    name: 'a policy for a deleted group applies to nobody and names what is gone',
    given: forUsers({ includeGroups: ['pilot'] }, { groupMembers: [aForeignGroup('pilot')] }),
    then: 'fail',
    because: /the group pilot, which is not there/,
  },
  {
    name: 'a group whose members are not known may be empty',
    given: forUsers({ includeGroups: ['pilot'] }),
    then: 'unknown',
    because: /not known/,
  },
  {
    name: 'a policy for a role that nobody holds',
    given: forUsers(forRole),
    then: 'fail',
    because: /nobody is in the roles/,
  },
  {
    name: 'a holder, an eligible one, or a partner is somebody',
    given: aTenant({
      conditionalAccessPolicies: [aPolicy({ conditions: { users: forRole } })],
      roleEligibilityScheduleInstances: [anEligibility()],
      roleAssignments: [aForeignAssignment()],
    }),
    then: 'pass',
  },
  {
    name: 'a role that a group with members carries is held',
    given: forUsers(forRole, {
      roleAssignments: [aGroupAssignment('admins')],
      groupMembers: [aGroup('admins', ['ada'])],
    }),
    then: 'pass',
  },
  {
    name: 'a holder in one administrative unit is never matched by a policy',
    given: forUsers(forRole, {
      roleAssignments: [aRoleAssignment('ada', { directoryScopeId: '/administrativeUnits/paris' })],
    }),
    then: 'fail',
  },
  {
    name: 'without the licence nobody is eligible',
    given: forUsers(forRole),
    coverage: { roleEligibilityScheduleInstances: unlicensed('HTTP 400', 'Entra ID P2') },
    then: 'fail',
  },
  {
    name: 'a policy without any application',
    given: withPolicy({ conditions: { applications: { includeApplications: ['None'] } } }),
    then: 'fail',
    because: /no application/,
  },
  {
    name: 'an excluded account that was deleted is a minor matter',
    given: forUsers({ includeUsers: ['All'], excludeUsers: ['ada', 'gone'] }),
    then: 'fail',
    severity: 'low',
    because: /excludes the account gone/,
  },
  {
    name: 'an account that exists is named in any case',
    given: forUsers({ includeUsers: ['ADA'] }, { users: [anAccount()] }),
    then: 'pass',
  },
  {
    name: 'a location that was deleted',
    given: places('office', 'AllTrusted', 'old-office'),
    then: 'fail',
    because: /location old-office/,
  },
  {
    name: 'locations that are there, and the words for them',
    given: places('office', 'AllTrusted'),
    then: 'pass',
  },
  {
    name: 'an application that was deleted',
    given: withPolicy(
      { conditions: { applications: { includeApplications: ['crm', 'payroll'] } } },
      { servicePrincipals: [{ id: 'sp', appId: 'CRM' }] },
    ),
    then: 'fail',
    because: /application payroll/,
  },
  {
    name: "Microsoft's own applications and suites are always there",
    given: withPolicy({
      conditions: {
        applications: {
          includeApplications: ['Office365', '00000002-0000-0ff1-ce00-000000000000'],
          excludeApplications: ['797f4846-ba00-4fd7-ba43-dac1f8f63013'],
        },
      },
    }),
    then: 'pass',
  },
  {
    name: 'a role of the tenant that was deleted',
    given: forUsers({ includeUsers: ['All'], excludeRoles: ['custom-role'] }),
    then: 'fail',
    because: /role custom-role/,
  },
  {
    name: 'it has only reported for half a year',
    given: reporting({ modifiedDateTime: '2025-12-01T00:00:00Z' }),
    then: 'fail',
    severity: 'low',
    because: /182 days/,
  },
  {
    name: 'it has only reported for a month',
    given: reporting({ modifiedDateTime: '2026-05-01T00:00:00Z', createdDateTime: '2024-01-01T00:00:00Z' }),
    then: 'pass',
  },
  {
    name: 'a policy never changed has reported since it was made',
    given: reporting({ modifiedDateTime: null, createdDateTime: '2024-01-01T00:00:00Z' }),
    then: 'fail',
  },
  {
    name: 'since when it reports was not read',
    given: reporting({}),
    then: 'unknown',
    because: /since when/,
  },
  {
    name: 'a disabled policy is nobody’s protection',
    given: withPolicy({ state: 'disabled' }),
    then: 'notApplicable',
    because: /no policy is enabled/,
  },
  {
    name: 'accounts that were refused cannot show that one is gone',
    given: forUsers({ includeUsers: ['All'], excludeUsers: ['gone'] }, { users: [] }),
    coverage: { users: denied('HTTP 403', ['User.Read.All']) },
    then: 'unknown',
    because: /User\.Read\.All/,
  },
])
