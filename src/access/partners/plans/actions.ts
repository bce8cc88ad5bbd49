/** The requests and pages that take a provider's keys away, each as somebody would send or open it. */
import type { GuidedAction } from '#model/guided-steps.ts'
import type { Fact } from '#model/outcome.ts'
import type { Partner } from '../register.ts'
import type { Channel } from '../sighting.ts'

const GRAPH = 'https://graph.microsoft.com'
const ARM = 'https://management.azure.com'

/** Microsoft documents no way to end a relationship by request from the customer's side (identity.md §d.1). */
export const PARTNER_RELATIONSHIPS = 'https://admin.microsoft.com/AdminPortal/Home#/partners'

export const words = (text: string): GuidedAction => ({ kind: 'words', words: text })
export const openPage = (url: string, text: string): GuidedAction => ({ kind: 'page', url, words: text })
export const runCommand = (line: string, text: string): GuidedAction => ({
  kind: 'command',
  line,
  words: text,
})

/** The records that show a partner through a channel. */
export function recordsOf({ channels }: Partner, ...kinds: readonly Channel[]): readonly Fact[] {
  return channels.filter(({ kind }) => kinds.includes(kind)).flatMap(({ evidence }) => evidence)
}

/** A Conditional Access policy that shuts the people of these tenants out, whatever role they have. */
export function blockPolicy(tenantIds: readonly string[], name: string): GuidedAction {
  const externalTenants = {
    '@odata.type': '#microsoft.graph.conditionalAccessEnumeratedExternalTenants',
    membershipKind: 'enumerated',
    members: tenantIds,
  }
  return {
    kind: 'request',
    method: 'POST',
    url: `${GRAPH}/v1.0/identity/conditionalAccess/policies`,
    body: {
      displayName: `Block ${name}`,
      state: 'enabled',
      conditions: {
        applications: { includeApplications: ['All'] },
        users: {
          includeGuestsOrExternalUsers: {
            guestOrExternalUserTypes:
              'serviceProvider,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser',
            externalTenants,
          },
        },
      },
      grantControls: { operator: 'OR', builtInControls: ['block'] },
    },
  }
}

/** Refuses invitations and direct connections of a tenant from now on. */
export function blockInbound(tenantId: string): GuidedAction {
  const blocked = { accessType: 'blocked', targets: [{ target: 'AllUsers', targetType: 'user' }] }
  return {
    kind: 'request',
    method: 'PATCH',
    url: `${GRAPH}/v1.0/policies/crossTenantAccessPolicy/partners/${encodeURIComponent(tenantId)}`,
    body: {
      inboundTrust: { isMfaAccepted: false, isCompliantDeviceAccepted: false },
      b2bCollaborationInbound: { usersAndGroups: blocked },
      b2bDirectConnectInbound: { usersAndGroups: blocked },
    },
  }
}

/** Switches an application off: no token for it any more. */
export const disableApplication = ({ id }: Fact): GuidedAction => ({
  kind: 'request',
  method: 'PATCH',
  url: `${GRAPH}/v1.0/servicePrincipals/${encodeURIComponent(id)}`,
  body: { accountEnabled: false },
})

/** Switches an account off and ends its sessions. */
export function disableAccount({ id }: Fact): readonly GuidedAction[] {
  const account = `${GRAPH}/v1.0/users/${encodeURIComponent(id)}`
  return [
    { kind: 'request', method: 'PATCH', url: account, body: { accountEnabled: false } },
    { kind: 'request', method: 'POST', url: `${account}/revokeSignInSessions` },
  ]
}

/** Removes a role of Azure or a delegation by its id, which is a path. */
export function removeFromAzure({ dataset, id }: Fact): GuidedAction {
  const version = dataset === 'registrationAssignments' ? '2022-10-01' : '2022-04-01'
  return { kind: 'request', method: 'DELETE', url: `${ARM}${encodeURI(id)}?api-version=${version}` }
}

/** Reads what expires first: the sign-ins and changes of the last days. */
export function preserveLogs(tenantIds: readonly string[]): readonly GuidedAction[] {
  const signIns = tenantIds.map(
    (id): GuidedAction => ({
      kind: 'request',
      method: 'GET',
      url: `${GRAPH}/beta/auditLogs/signIns?$filter=homeTenantId eq '${id}' and (signInEventTypes/any(t: t eq 'interactiveUser') or signInEventTypes/any(t: t eq 'nonInteractiveUser'))`,
    }),
  )
  return [
    runCommand('keyward collect', 'seals everything as it is now, the evidence of what they held'),
    ...signIns,
    { kind: 'request', method: 'GET', url: `${GRAPH}/v1.0/auditLogs/directoryAudits` },
    openPage(
      'https://purview.microsoft.com/audit',
      'search the unified audit log, all activities, and export it',
    ),
  ]
}
