import { budget, scheduledActions } from '../azure/costs.ts'
import { delegation } from '../azure/lighthouse.ts'
import { logging } from '../azure/logging.ts'
import { resources } from '../azure/resources.ts'
import { type AzureGrant, eligibility, roleAssignment, roleDefinitions } from '../azure/roles.ts'
import { billingAccounts, subscription, subscriptionId } from '../azure/subscriptions.ts'
import type { AzureEstate, ManagementGroup, Resource } from '../azure/types.ts'
import type { Frame } from '../frame.ts'
import { groupId } from '../groups.ts'
import type { Neighbours } from './partners.ts'

type Ids = (name: string) => string

/** Three subscriptions: two that the partner bills, and a trial that nobody was told of. */
export function azure(frame: Frame, around: Neighbours, user: Ids): AzureEstate {
  const id = (name: string): string => subscriptionId(frame, name)
  const scope = (name: string): string => `/subscriptions/${id(name)}`
  const partnerBilled = { quotaId: 'CSP_2015-05-01', billedBy: 'partner' } as const
  return {
    subscriptions: [
      subscription(frame, {
        name: 'production',
        displayName: 'BW Production',
        managementGroup: 'mg-brightwater',
        managedBy: [around.northgate.tenantId],
        ...partnerBilled,
      }),
      subscription(frame, {
        name: 'plant',
        displayName: 'BW Plant',
        managementGroup: 'mg-plant',
        ...partnerBilled,
      }),
      subscription(frame, {
        name: 'trial',
        displayName: 'Free Trial',
        managementGroup: frame.tenant.tenantId,
        quotaId: 'FreeTrial_2014-09-01',
        billedBy: 'nobody',
      }),
    ],
    managementGroups: managementGroups(frame),
    roleAssignments: grants(frame, around, user, scope).map((grant) => roleAssignment(frame, grant)),
    roleDefinitions: roleDefinitions(),
    roleEligibilityScheduleInstances: [
      eligibility(frame, {
        role: 'Owner',
        scope: scope('production'),
        to: user('passAdmin'),
        type: 'User',
        displayName: 'Grace Muller (admin)',
        email: `adm.grace.muller@${frame.company.domain}`,
      }),
    ],
    registrationAssignments: [delegation(frame, scope('production'), around.northgate)],
    classicAdministrators: classic(frame, id('plant')),
    ...resources(frame, id('production'), id('trial')),
    ...logging(frame, id('production')),
    scheduledActions: scheduledActions(frame, id('production')),
    budgets: [budget(frame, id('production'), 60_000)],
    secureScores: [secureScore(id('production'))],
    billingAccounts: billingAccounts(),
    tenantPolicy: tenantPolicy(frame, user),
  }
}

function managementGroups({ tenant }: Frame): ManagementGroup[] {
  return [
    { name: tenant.tenantId, displayName: 'Tenant Root Group', parent: undefined },
    { name: 'mg-brightwater', displayName: 'Brightwater', parent: tenant.tenantId },
    { name: 'mg-plant', displayName: 'Plants', parent: 'mg-brightwater' },
  ]
}

function grants(frame: Frame, around: Neighbours, user: Ids, scope: Ids): AzureGrant[] {
  const management = (name: string): string => `/providers/Microsoft.Management/managementGroups/${name}`
  // The same admin agents of the partner on both subscriptions: access on behalf of (section 3.1).
  const agents = frame.id(`admin-agents/${around.northgate.tenantId}`)
  const forgotten = frame.id(`admin-agents/${around.cobalt.tenantId}`)
  return [
    // Elevated access that nobody took back (section 3.4).
    { role: 'User Access Administrator', scope: '/', to: user('sharedAdmin'), type: 'User', daysAgo: 210 },
    {
      role: 'Reader',
      scope: management(frame.tenant.tenantId),
      to: frame.id('sp/backup'),
      type: 'ServicePrincipal',
    },
    { role: 'Contributor', scope: management('mg-plant'), to: groupId(frame, 'office'), type: 'Group' },
    { role: 'Owner', scope: scope('production'), to: agents, type: 'ForeignGroup' },
    { role: 'Owner', scope: scope('production'), to: user('dedicatedAdmin'), type: 'User' },
    { role: 'Owner', scope: scope('plant'), to: agents, type: 'ForeignGroup' },
    { role: 'Owner', scope: scope('plant'), to: forgotten, type: 'ForeignGroup', daysAgo: 1400 },
    { role: 'Owner', scope: scope('trial'), to: user('unitScopedHelpdesk'), type: 'User', daysAgo: 12 },
    {
      role: 'Contributor',
      scope: `${scope('production')}/resourceGroups/bw-erp`,
      to: user('guestInRole'),
      type: 'User',
    },
  ]
}

function classic(frame: Frame, id: string): Resource[] {
  const name = frame.id('classic/owner')
  return [
    {
      properties: {
        emailAddress: `erik.strand@${frame.company.domain}`,
        role: 'ServiceAdministrator;AccountAdministrator',
      },
      id: `/subscriptions/${id}/providers/Microsoft.Authorization/classicAdministrators/${name}`,
      type: 'Microsoft.Authorization/classicAdministrators',
      name,
    },
  ]
}

function secureScore(id: string): Resource {
  return {
    id: `/subscriptions/${id}/providers/Microsoft.Security/secureScores/ascScore`,
    name: 'ascScore',
    type: 'Microsoft.Security/secureScores',
    properties: {
      displayName: 'ASC score',
      score: { max: 39, current: 23.53, percentage: 0.6033 },
      weight: 67,
    },
  }
}

function tenantPolicy(frame: Frame, user: Ids) {
  return {
    id: 'providers/Microsoft.Subscription/policies/default',
    name: 'default',
    type: 'providers/Microsoft.Subscription/policies',
    properties: {
      policyId: frame.id('azure/policy'),
      blockSubscriptionsLeavingTenant: false,
      blockSubscriptionsIntoTenant: false,
      exemptedPrincipals: [user('sharedAdmin')],
      tenantChangeAllowedTenants: [frame.tenant.tenantId],
    },
  }
}
