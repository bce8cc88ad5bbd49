import type { Frame } from '../frame.ts'
import { groupId } from '../groups.ts'
import { roleManagementPolicyAssignments } from '../role-policies.ts'
import { activeInstance, assignment, eligibleInstance, type Grant, roleId } from '../roles.ts'
import type { Neighbours } from './partners.ts'

function ownGrants(frame: Frame, user: (name: string) => string): Grant[] {
  const globalAdmins = [
    'breakGlassWithKey',
    'breakGlassWithoutKey',
    'sharedAdmin',
    'dedicatedAdmin',
    'dailyDriverAdmin',
  ]
  return [
    ...globalAdmins.map((name) => ({ role: 'GlobalAdministrator', to: user(name) })),
    { role: 'UserAdministrator', to: user('syncedAdmin') },
    {
      role: 'HelpdeskAdministrator',
      to: user('unitScopedHelpdesk'),
      scope: `/administrativeUnits/${frame.id('unit/plant')}`,
    },
    { role: 'AuthenticationAdministrator', to: user('passAdmin') },
    { role: 'LicenseAdministrator', to: user('disabledAdmin') },
    { role: 'UserAdministrator', to: user('partnerLocalAccount') },
    { role: 'ApplicationAdministrator', to: user('guestInRole') },
    { role: 'DirectorySynchronizationAccounts', to: user('directorySync') },
    { role: 'ExchangeAdministrator', to: groupId(frame, 'exchangeOperators') },
    { role: 'ExchangeAdministrator', to: frame.id('sp/backup') },
  ]
}

function partnerGrants({ northgate, northgateDesk, cobalt, cobaltAdmins }: Neighbours): Grant[] {
  const desk = ['HelpdeskAdministrator', 'UserAdministrator', 'ServiceSupportAdministrator']
  return [
    ...desk.map((role) => ({ role, to: northgateDesk.id, from: northgate.tenantId })),
    { role: 'GlobalAdministrator', to: cobaltAdmins.id, from: cobalt.tenantId },
  ]
}

/** Who holds which role here: standing, for now, or only if they ask for it. */
export function roles(frame: Frame, around: Neighbours, user: (name: string) => string) {
  const own = ownGrants(frame, user).map((grant) => assignment(frame, grant))
  const activated = assignment(frame, { role: 'SecurityAdministrator', to: user('activatedAdmin') })
  const foreign = partnerGrants(around).map((grant) => assignment(frame, grant))
  return {
    foreignGroups: [around.northgateDesk, around.cobaltAdmins],
    roleAssignments: [...own, activated, ...foreign],
    // Whether PIM lists a partner's assignments is not documented; the estate leaves them to roleAssignments.
    roleAssignmentScheduleInstances: [
      ...own.map((row) => activeInstance(frame, row)),
      activeInstance(frame, activated, frame.calendar.minutesFromNow(420)),
    ],
    roleEligibilityScheduleInstances: [
      eligibleInstance(frame, 'GlobalAdministrator', user('eligibleGlobalAdmin')),
      eligibleInstance(frame, 'SecurityAdministrator', user('activatedAdmin'), frame.calendar.daysAgo(-200)),
    ],
    roleManagementPolicyAssignments: roleManagementPolicyAssignments(
      frame,
      new Map([
        [
          roleId('GlobalAdministrator'),
          { mfa: true, approver: user('dedicatedAdmin'), permanentAllowed: true },
        ],
      ]),
    ),
  }
}
