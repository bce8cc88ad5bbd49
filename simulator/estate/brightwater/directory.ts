import { commerceSubscriptions, trialSubscription } from '../directory/commerce.ts'
import { devices } from '../directory/devices.ts'
import { plainExtras } from '../directory/plain.ts'
import { accessReview } from '../directory/reviews.ts'
import { federation } from '../directory/settings.ts'
import { exchangeRoles, intuneRoles } from '../directory/workload-roles.ts'
import type { Frame } from '../frame.ts'
import { groupId } from '../groups.ts'
import type { DirectoryExtras, Item, Member } from '../types.ts'
import { brightwaterApps } from './apps.ts'
import { logs } from './logs.ts'
import type { Neighbours } from './partners.ts'

/** The plants sign in with a federation server of their own (identity reference, section a.4, pitfall 9). */
export const federatedDomain = 'plant.brightwater.example'

/** Applications, owners, sponsors, devices, units and reviews of Brightwater Foods. */
export function directory(
  frame: Frame,
  around: Neighbours,
  user: (name: string) => string,
  users: number,
): DirectoryExtras & { servicePrincipals: Item[] } {
  const person = (name: string): Member => ({ kind: 'user', id: user(name) })
  const plant = frame.id('unit/plant')
  return {
    ...plainExtras(frame, users),
    ...brightwaterApps(frame, around, user),
    ...logs(frame, around, user),
    owners: {
      [frame.id('application/payroll')]: [person('leaver')],
      [frame.id('application/backup')]: [person('syncedAdmin')],
      [frame.id('sp/backup')]: [person('syncedAdmin')],
      // Who owns the exclusion group can walk past the policy (identity reference, section a.4, pitfall 5).
      [groupId(frame, 'adminExclusions')]: [person('registeredNotEnforced')],
      [groupId(frame, 'tern')]: [person('acceptedGuest')],
    },
    sponsors: {
      [user('acceptedGuest')]: [person('registeredNotEnforced')],
      [user('guestInRole')]: [person('sharedAdmin')],
      [user('staleGuest')]: [person('leaver')],
    },
    devices: devices(frame, [
      {
        name: 'BW-LT-0198',
        owner: user('passAdmin'),
        compliant: true,
        managed: true,
      },
      {
        name: 'BW-LT-0231',
        owner: user('activatedAdmin'),
        compliant: false,
        managed: true,
      },
      {
        name: 'Daniel phone',
        owner: user('syncedAdmin'),
        system: 'iOS',
        trust: 'Workplace',
        seenDaysAgo: 130,
      },
    ]),
    administrativeUnits: [unit(plant, 'Plant Stavanger')],
    scopedRoleMembers: { [plant]: [plantHelpdesk(frame, plant, user('unitScopedHelpdesk'))] },
    accessReviewDefinitions: [
      accessReview(frame, {
        name: 'guests',
        displayName: 'Guests, every quarter',
        query: "/v1.0/users?$filter=userType eq 'Guest'",
        status: 'InProgress',
        reviewer: user('dedicatedAdmin'),
      }),
    ],
    federationConfigurations: { [federatedDomain]: [federation(frame, federatedDomain)] },
    commerceSubscriptions: [
      ...commerceSubscriptions(frame, around.cobalt.tenantId),
      trialSubscription(frame, user('leaver')),
    ],
    governanceRelationships: [governance(frame, around)],
    relatedTenants: [related(around.sister.tenantId)],
    ...exchangeRoles(frame, {
      'Organization Management': user('groupRoleAdmin'),
    }),
    ...intuneRoles(frame, { 'Help Desk Operator': [groupId(frame, 'office')] }),
    partnerInformation: {
      partnerTenantId: around.cobalt.tenantId,
      companyName: around.cobalt.displayName,
      companyType: 'resellerPartnerDelegatedAdmin',
      commerceUrl: '',
      helpUrl: '',
      supportEmails: ['support@cobaltcloud.example'],
      supportTelephones: [],
      supportUrl: '',
    },
  }
}

/** Which relations the two tenants have; what is in each is not in the published metadata. */
function related(id: string): Item {
  return { id, b2BRegistrationMetrics: { id }, b2BSignInActivityMetrics: { id }, billingMetrics: null }
}

function unit(id: string, displayName: string): Item {
  return {
    id,
    deletedDateTime: null,
    description: null,
    displayName,
    isMemberManagementRestricted: false,
    membershipRule: null,
    membershipRuleProcessingState: null,
    membershipType: null,
    visibility: null,
  }
}

function plantHelpdesk(frame: Frame, administrativeUnitId: string, id: string): Item {
  return {
    id: frame.id('scoped/plant').replaceAll('-', ''),
    administrativeUnitId,
    roleId: frame.id('directoryRole/HelpdeskAdministrator'),
    roleMemberInfo: { id, displayName: 'Lena Fischer' },
  }
}

function governance(frame: Frame, { sister }: Neighbours): Item {
  return {
    id: frame.id('governance/sister'),
    createdType: 'approvedByAdmin',
    creationDateTime: frame.calendar.daysAgo(90),
    governedTenantId: frame.tenant.tenantId,
    governedTenantName: frame.tenant.displayName,
    governingTenantId: sister.tenantId,
    governingTenantName: sister.displayName,
    status: 'active',
    policySnapshot: {
      policyId: frame.id('governance/policy'),
      governedTenantCanTerminate: true,
      delegatedAdministrationRoleAssignments: [
        {
          groupId: frame.id('governance/group'),
          groupDisplayName: 'Group IT',
          roleTemplates: [{ id: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451', name: 'Global Reader' }],
        },
      ],
      multiTenantApplicationsToProvision: [],
    },
  }
}
