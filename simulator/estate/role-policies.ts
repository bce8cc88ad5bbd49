import type { Frame } from './frame.ts'
import { roleDefinitions } from './roles.ts'
import type { Item } from './types.ts'

interface Strictness {
  readonly mfa: boolean
  readonly approver?: string
  readonly permanentAllowed: boolean
}

type Level = 'Eligibility' | 'Assignment'

function target(caller: 'Admin' | 'EndUser', level: Level): Item {
  return { caller, operations: ['all'], level, inheritableSettings: [], enforcedSettings: [] }
}

function rule(type: string, caller: 'Admin' | 'EndUser', level: Level, fields: Item): Item {
  return {
    '@odata.type': `#microsoft.graph.unifiedRoleManagementPolicy${type}Rule`,
    id: `${type}_${caller}_${level}`,
    ...fields,
    target: target(caller, level),
  }
}

function approval(approver: string | undefined): Item {
  const primaryApprovers = approver
    ? [{ '@odata.type': '#microsoft.graph.singleUser', userId: approver, description: null }]
    : []
  const stage = {
    approvalStageTimeOutInDays: 1,
    isApproverJustificationRequired: true,
    escalationTimeInMinutes: 0,
    isEscalationEnabled: false,
    primaryApprovers,
    escalationApprovers: [],
  }
  return {
    isApprovalRequired: approver !== undefined,
    isApprovalRequiredForExtension: false,
    isRequestorJustificationRequired: true,
    approvalMode: 'SingleStage',
    approvalStages: [stage],
  }
}

/** The rules of one role in PIM (types from the v1.0 CSDL; ids as in the identity reference, section b.1). */
function rules({ mfa, approver, permanentAllowed }: Strictness): Item[] {
  const proof = mfa ? ['MultiFactorAuthentication', 'Justification'] : ['Justification']
  const expiration = { isExpirationRequired: !permanentAllowed }
  return [
    rule('Expiration', 'Admin', 'Eligibility', { ...expiration, maximumDuration: 'P365D' }),
    rule('Enablement', 'Admin', 'Eligibility', { enabledRules: [] }),
    rule('Expiration', 'Admin', 'Assignment', { ...expiration, maximumDuration: 'P180D' }),
    rule('Enablement', 'Admin', 'Assignment', { enabledRules: proof }),
    rule('Expiration', 'EndUser', 'Assignment', { isExpirationRequired: true, maximumDuration: 'PT8H' }),
    rule('Enablement', 'EndUser', 'Assignment', { enabledRules: proof }),
    rule('Approval', 'EndUser', 'Assignment', { setting: approval(approver) }),
    rule('AuthenticationContext', 'EndUser', 'Assignment', { isEnabled: false, claimValue: '' }),
    { ...notification, target: target('Admin', 'Assignment') },
  ]
}

const notification = {
  '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyNotificationRule',
  id: 'Notification_Admin_Admin_Assignment',
  notificationType: 'Email',
  recipientType: 'Admin',
  notificationLevel: 'All',
  isDefaultRecipientsEnabled: true,
  notificationRecipients: [],
}

/** One policy assignment for each built-in role, with the policy and its rules inside. */
export function roleManagementPolicyAssignments(
  frame: Frame,
  strict: ReadonlyMap<string, Strictness>,
): Item[] {
  const relaxed = { mfa: false, permanentAllowed: true }
  return roleDefinitions.map((definition) => {
    const role = String(definition['id'])
    const policyId = `DirectoryRole_${frame.tenant.tenantId}_${frame.id(`policy/${role}`)}`
    const scope = { scopeId: '/', scopeType: 'DirectoryRole' }
    return {
      id: `${policyId}_${role}`,
      policyId,
      ...scope,
      roleDefinitionId: role,
      policy: {
        id: policyId,
        displayName: 'DirectoryRole',
        description: 'DirectoryRole',
        isOrganizationDefault: false,
        ...scope,
        lastModifiedDateTime: null,
        lastModifiedBy: { displayName: null, id: null },
        rules: rules(strict.get(role) ?? relaxed),
      },
    }
  })
}
