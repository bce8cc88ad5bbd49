import type { GroupSketch } from '../groups.ts'
import { departments } from './crowd.ts'

/** The groups of Brightwater Foods that a policy or a role refers to, and one per department. */
export const brightwaterGroups: readonly GroupSketch[] = [
  {
    name: 'pilot',
    displayName: 'CA - MFA pilot',
    users: ['eligibleGlobalAdmin', 'enforcedNotRegistered', 'groupRoleAdmin'],
  },
  {
    name: 'legacyExclusions',
    displayName: 'CA - Legacy authentication exclusions',
    users: ['scannerService'],
    groups: ['handhelds'],
  },
  { name: 'handhelds', displayName: 'Warehouse handhelds', users: ['nestedExcluded'] },
  {
    name: 'adminExclusions',
    displayName: 'CA - Administrator MFA exclusions',
    users: ['sharedAdmin', 'partnerLocalAccount', 'breakGlassWithKey', 'breakGlassWithoutKey'],
  },
  {
    name: 'office',
    displayName: 'Office staff Bergen',
    membershipRule: '(user.officeLocation -eq "Bergen")',
    share: { every: 3, remainder: 0 },
  },
  {
    name: 'exchangeOperators',
    displayName: 'Role - Exchange operators',
    users: ['groupRoleAdmin', 'registeredNotEnforced'],
    assignable: true,
  },
  // Two groups that contain each other: allowed in Entra ID, endless for a careless reader.
  {
    name: 'tern',
    displayName: 'Project Tern',
    users: ['acceptedGuest', 'externalMember'],
    groups: ['ternExternals'],
  },
  { name: 'ternExternals', displayName: 'Project Tern externals', users: ['staleGuest'], groups: ['tern'] },
  { name: 'empty', displayName: 'Old pilot (empty)' },
  ...departments.map((department, remainder) => ({
    name: `department-${department.toLowerCase()}`,
    displayName: `Department ${department}`,
    share: { every: departments.length, remainder },
  })),
]
