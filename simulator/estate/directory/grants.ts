import type { Frame } from '../frame.ts'
import type { Item } from '../types.ts'
import { servicePrincipal } from './applications.ts'
import { type GraphAppRole, graphAppId, graphAppRoles, graphRoleList } from './permissions-of-graph.ts'

// Microsoft's own tenant, which owns its applications in every customer tenant (unverified; section b.6).
const microsoftServices = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

export function graphServicePrincipal(frame: Frame): Item {
  return servicePrincipal(frame, {
    name: 'graph',
    displayName: 'Microsoft Graph',
    appId: graphAppId,
    home: microsoftServices,
    audience: 'AzureADMultipleOrgs',
    appRoles: graphRoleList(),
  })
}

/** An application permission of Microsoft Graph, given to a service principal. */
export function appRoleAssignment(frame: Frame, principal: Item, role: GraphAppRole): Item {
  const principalId = String(principal['id'])
  return {
    id: Buffer.from(frame.id(`grant/${principalId}/${role}`)).toString('base64url'),
    deletedDateTime: null,
    appRoleId: graphAppRoles[role],
    createdDateTime: frame.calendar.daysAgo(600),
    principalDisplayName: principal['displayName'],
    principalId,
    principalType: 'ServicePrincipal',
    resourceDisplayName: 'Microsoft Graph',
    resourceId: frame.id('sp/graph'),
  }
}

/** A delegated permission: for everybody, or for one person. */
export function delegatedGrant(frame: Frame, client: Item, scope: string, person: string | null): Item {
  return {
    id: Buffer.from(frame.id(`delegated/${client['id']}/${scope}`)).toString('base64url'),
    clientId: client['id'],
    consentType: person ? 'Principal' : 'AllPrincipals',
    principalId: person,
    resourceId: frame.id('sp/graph'),
    scope,
  }
}
