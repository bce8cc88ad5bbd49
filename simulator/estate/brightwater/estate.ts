import { Accounts } from '../accounts.ts'
import { subscriptionId } from '../azure/subscriptions.ts'
import { type EstateOptions, type Frame, frame as frameOf } from '../frame.ts'
import { groupId, groups } from '../groups.ts'
import { domains, organization } from '../organization.ts'
import {
  authenticationMethodsPolicy,
  crossTenantDefault,
  crossTenantPartner,
  securityDefaults,
} from '../policies.ts'
import type { Estate } from '../types.ts'
import { account } from '../users.ts'
import { access } from './access.ts'
import { accessPolicies } from './access-policies.ts'
import { administrators } from './administrators.ts'
import { azure } from './azure.ts'
import { crowd } from './crowd.ts'
import { directory, federatedDomain } from './directory.ts'
import { globalAdministrators } from './global-administrators.ts'
import { brightwaterGroups } from './groups.ts'
import { guests } from './guests.ts'
import { machines } from './machines.ts'
import { members } from './members.ts'
import { type Neighbours, neighbours } from './partners.ts'
import { roles } from './roles.ts'

const company = {
  name: 'Brightwater Foods',
  initialDomain: 'brightwaterfoods.onmicrosoft.com',
  domain: 'brightwater.example',
}

/** "Brightwater Foods, managed by two partners, one of them forgotten": every situation the practices name. */
export function brightwater(options: EstateOptions): Estate {
  const frame = frameOf(company, options)
  const sketches = [
    ...globalAdministrators(frame),
    ...administrators(frame),
    ...machines(frame),
    ...members(frame),
    ...guests(frame),
  ]
  const accounts = new Accounts(
    sketches.map((sketch) => account(sketch, frame)),
    options.accounts,
    crowd(frame),
  )
  const around = neighbours(frame)
  const user = (name: string): string => frame.id(`user/${name}`)
  const situations = situationIds(
    frame,
    sketches.map(({ name }) => name),
    around,
  )
  return {
    now: frame.calendar.now,
    seed: frame.seed,
    tenant: frame.tenant,
    situations,
    accounts,
    ...tenantWide(frame, accounts.length),
    newAccount: (sketch) => account(sketch, frame),
    groups: groups(frame, brightwaterGroups, user),
    ...directory(frame, around, user, accounts.length),
    azure: azure(frame, around, user),
    ...roles(frame, around, user),
    ...access(frame, user),
    crossTenantDefault: crossTenantDefault(frame),
    // Northgate has no entry: a partner may work here without one (identity reference, section d.1).
    crossTenantPartners: [
      crossTenantPartner(around.cobalt.tenantId, { isServiceProvider: true }),
      crossTenantPartner(around.sister.tenantId, { isServiceProvider: null, trustsMfa: true }),
    ],
    knownTenants: [frame.tenant, around.northgate, around.cobalt, around.sister],
  }
}

function tenantWide(frame: Frame, accounts: number) {
  return {
    organization: organization(frame, {
      city: 'Bergen',
      syncedAt: frame.calendar.daysAgo(0.02),
      quotaUsed: accounts * 2,
      federated: [federatedDomain],
    }),
    domains: domains(frame, [federatedDomain]),
    subscribedSkus: frame.licensing.subscribedSkus,
    authenticationMethodsPolicy: authenticationMethodsPolicy(frame),
    securityDefaults: securityDefaults(false),
  }
}

function situationIds(frame: Frame, users: readonly string[], around: Neighbours): Record<string, string> {
  const named = users.map((name) => [name, frame.id(`user/${name}`)] as const)
  const grouped = brightwaterGroups.map(({ name }) => [`${name}Group`, groupId(frame, name)] as const)
  const policies = accessPolicies(String, String, '').map(
    ({ name }) => [`${name}Policy`, frame.id(`policy/${name}`)] as const,
  )
  return {
    ...Object.fromEntries([...named, ...grouped, ...policies]),
    deletedGroup: frame.id('group/deleted'),
    administrativeUnit: frame.id('unit/plant'),
    productionSubscription: subscriptionId(frame, 'production'),
    plantSubscription: subscriptionId(frame, 'plant'),
    trialSubscription: subscriptionId(frame, 'trial'),
    backupServicePrincipal: frame.id('sp/backup'),
    northgateTenant: around.northgate.tenantId,
    northgateForeignGroup: around.northgateDesk.id,
    forgottenPartnerTenant: around.cobalt.tenantId,
    forgottenPartnerForeignGroup: around.cobaltAdmins.id,
    sisterTenant: around.sister.tenantId,
  }
}
