import { Accounts } from './accounts.ts'
import { emptyAzure } from './azure/types.ts'
import { crowd } from './brightwater/crowd.ts'
import { foreignGroup, tenant } from './brightwater/partners.ts'
import { builtInStrengths } from './conditional-access.ts'
import { graphServicePrincipal } from './directory/grants.ts'
import { plainExtras } from './directory/plain.ts'
import { type EstateOptions, type Frame, frame as frameOf } from './frame.ts'
import { domains, organization } from './organization.ts'
import { authenticationMethodsPolicy, crossTenantDefault, securityDefaults } from './policies.ts'
import { roleManagementPolicyAssignments } from './role-policies.ts'
import { activeInstance, assignment } from './roles.ts'
import { smallLogs } from './small-logs.ts'
import type { Estate } from './types.ts'
import { type AccountSketch, account, unlicensed } from './users.ts'

const company = {
  name: 'Fernhill Studio',
  initialDomain: 'fernhillstudio.onmicrosoft.com',
  domain: 'fernhill.example',
}

/** Ten people, no premium licence, security defaults on, no Conditional Access, one partner. */
export function small(options: EstateOptions): Estate {
  const frame = frameOf(company, options)
  const sketches = owners(frame)
  const accounts = new Accounts(
    sketches.map((sketch) => account(sketch, frame)),
    options.accounts,
    crowd(frame),
  )
  const partner = tenant(frame, 'Northgate Managed IT', 'northgate-it.example')
  const desk = foreignGroup(frame, partner, 'NG Service Desk')
  const user = (name: string): string => frame.id(`user/${name}`)
  const own = ['owner', 'officeManager'].map((name) =>
    assignment(frame, { role: 'GlobalAdministrator', to: user(name) }),
  )
  const foreign = assignment(frame, { role: 'HelpdeskAdministrator', to: desk.id, from: partner.tenantId })
  return {
    now: frame.calendar.now,
    seed: frame.seed,
    tenant: frame.tenant,
    situations: {
      ...Object.fromEntries(sketches.map(({ name }) => [name, user(name)])),
      northgateTenant: partner.tenantId,
      northgateForeignGroup: desk.id,
    },
    accounts,
    organization: organization(frame, { city: 'Bath', syncedAt: null, quotaUsed: 24 }),
    domains: domains(frame),
    subscribedSkus: frame.licensing.subscribedSkus,
    groups: [],
    foreignGroups: [desk],
    servicePrincipals: [graphServicePrincipal(frame)],
    newAccount: (sketch) => account(sketch, frame),
    ...plainExtras(frame, accounts.length),
    ...smallLogs(frame, partner, user),
    azure: emptyAzure(frame.tenant.tenantId),
    roleAssignments: [...own, foreign],
    roleAssignmentScheduleInstances: own.map((row) => activeInstance(frame, row)),
    roleEligibilityScheduleInstances: [],
    roleManagementPolicyAssignments: roleManagementPolicyAssignments(frame, new Map()),
    conditionalAccessPolicies: [],
    namedLocations: [],
    authenticationStrengthPolicies: Object.values(builtInStrengths),
    securityDefaults: securityDefaults(true),
    authenticationMethodsPolicy: authenticationMethodsPolicy(frame),
    crossTenantDefault: crossTenantDefault(frame),
    crossTenantPartners: [],
    knownTenants: [frame.tenant, partner],
  }
}

function owners({ methods, initialDomain }: Frame): AccountSketch[] {
  return [
    {
      name: 'owner',
      displayName: 'Rowan Fern',
      userPrincipalName: `rowan.fern@${company.domain}`,
      methods: [methods('owner').password(), methods('owner').authenticator('Rowan iPhone')],
    },
    {
      name: 'officeManager',
      displayName: 'Studio Admin',
      userPrincipalName: `studioadmin@${initialDomain}`,
      lastSignIn: 40,
      methods: [methods('officeManager').password(), methods('officeManager').phone('+44 7700900456')],
      fields: { ...unlicensed, givenName: null, surname: null },
    },
  ]
}
