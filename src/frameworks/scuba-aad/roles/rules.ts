/**
 * The rules of activation of highly privileged roles, out of ScubaGear's list or out of Graph's policies. Graph gives
 * every role the same set of rules; the rules of groups that carry a role stand in ScubaGear's list alone.
 */
import type { NonEmpty, Outcome } from '#model/outcome.ts'
import type { PrivilegedRole } from '#model/records/privileged-roles.ts'
import type { RoleManagementPolicyAssignment } from '#model/records/role-management-policy-assignments.ts'
import { answer, type Violation, violation } from '../../answers.ts'
import { type Reading, reading, type Stated } from '../../requirement.ts'
import { licenceDatasets, withoutP2 } from '../licence.ts'
import { memberOf, textsIn } from '../policies/conditions.ts'
import { GLOBAL_ADMINISTRATOR, highlyPrivilegedRoles } from './highly-privileged.ts'

export interface RoleRule {
  readonly role: string
  /** What kind of rule it is: `Approval_EndUser_Assignment`. */
  readonly rule: string
  /** The role, or the group that carries it. */
  readonly of: string
  readonly isApprovalRequired: unknown
  readonly notificationType: unknown
  /** Nobody at all, and not just nobody whom this record names. */
  readonly isWithoutRecipients: boolean
}

interface RulesOfRole {
  readonly dataset: 'privilegedRoles' | 'roleManagementPolicyAssignments'
  readonly id: string
  readonly role: string
  readonly rules: readonly RoleRule[]
}

export const isGlobalAdministrators = ({ role }: { readonly role: string }): boolean =>
  role === GLOBAL_ADMINISTRATOR

function ruleOf(role: string, rule: object): RoleRule {
  const recipients = memberOf(rule, 'notificationRecipients')
  return {
    role,
    rule: String(memberOf(rule, 'id') ?? ''),
    of: String(memberOf(rule, 'ruleSource') ?? role),
    isApprovalRequired: memberOf(memberOf(rule, 'setting'), 'isApprovalRequired'),
    notificationType: memberOf(rule, 'notificationType'),
    isWithoutRecipients:
      recipients === null || (Array.isArray(recipients) && textsIn(recipients).length === 0),
  }
}

function listed(roles: readonly PrivilegedRole[]): readonly RulesOfRole[] {
  return roles.map(({ id, displayName, rules }) => {
    const role = displayName ?? id
    return { dataset: 'privilegedRoles', id, role, rules: (rules ?? []).map((rule) => ruleOf(role, rule)) }
  })
}

function read(assignments: readonly RoleManagementPolicyAssignment[]): readonly RulesOfRole[] {
  return [...highlyPrivilegedRoles].map(([templateId, role]) => {
    const assignment = assignments.find(
      ({ roleDefinitionId }) => roleDefinitionId?.toLowerCase() === templateId,
    )
    const rules = (assignment?.policy?.rules ?? []).map((rule) => ruleOf(role, rule))
    return { dataset: 'roleManagementPolicyAssignments', id: assignment?.id ?? templateId, role, rules }
  })
}

/** What the requirement says of a rule; undefined when it has nothing against it. */
export type JudgeRule = (rule: RoleRule) => string | undefined

/** A rule that tells of activations by e-mail, and tells nobody. */
export const withoutActivationAlert: JudgeRule = ({ rule, of, notificationType, isWithoutRecipients }) =>
  rule === 'Notification_Admin_EndUser_Assignment' && notificationType === 'Email' && isWithoutRecipients
    ? `${of}: nobody is told of activations.`
    : undefined

/**
 * No rule of the roles in question speaks against it, under a licence that has rules.
 * @param concerns the roles in question
 */
export function ruleReadings(
  concerns: (role: { readonly role: string }) => boolean,
  judge: JudgeRule,
): NonEmpty<Reading> {
  return [
    reading({
      needs: ['privilegedRoles', ...licenceDatasets],
      eitherOf: licenceDatasets,
      evaluate: (view, stated) =>
        judged(listed(view.privilegedRoles), withoutP2(view), { concerns, judge }, stated),
    }),
    reading({
      needs: ['roleManagementPolicyAssignments', ...licenceDatasets],
      eitherOf: licenceDatasets,
      evaluate: (view, stated) =>
        judged(read(view.roleManagementPolicyAssignments), withoutP2(view), { concerns, judge }, stated),
    }),
  ]
}

interface Question {
  concerns(role: RulesOfRole): boolean
  readonly judge: JudgeRule
}

function judged(
  roles: readonly RulesOfRole[],
  unlicensed: readonly Violation[],
  { concerns, judge }: Question,
  { tenant }: Stated,
): Outcome {
  const asked = roles.filter(concerns)
  const violations = asked.flatMap(({ dataset, id, rules }) =>
    rules.flatMap((rule) => {
      const wrong = judge(rule)
      return wrong === undefined ? [] : [violation(wrong, { dataset, id, fields: { ...rule } })]
    }),
  )
  const unread = asked.filter(({ rules }) => rules.length === 0)
  const open = unread.map(({ role }) => `the rules of ${role} were not read`)
  return answer(tenant, roles.length, [...unlicensed, ...violations], open)
}
