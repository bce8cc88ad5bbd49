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

/** What is asked of the rules of activation. */
export interface RuleQuestion {
  /** The roles in question; all when left out. */
  concerns?(role: { readonly role: string }): boolean
  /** The kinds of rules that decide. */
  readonly rules: readonly string[]
  /** What one of these has against it; undefined when nothing. */
  wrong(rule: RoleRule): string | undefined
}

/** Somebody is told by e-mail when a role is activated. */
export const tellsOfActivations: Pick<RuleQuestion, 'rules' | 'wrong'> = {
  rules: ['Notification_Admin_EndUser_Assignment'],
  wrong: ({ of, notificationType, isWithoutRecipients }) =>
    notificationType === 'Email' && isWithoutRecipients ? `${of}: nobody is told of activations.` : undefined,
}

/**
 * No rule of the roles in question speaks against it, under a licence that has rules. Graph gives every role all kinds
 * of rules, so that one which is missing was not read; ScubaGear judges by the rules that its list holds.
 */
export function ruleReadings(question: RuleQuestion): NonEmpty<Reading> {
  return [
    reading({
      needs: ['privilegedRoles', ...licenceDatasets],
      eitherOf: licenceDatasets,
      evaluate(view, stated) {
        const lacks = ({ rules }: RulesOfRole) => rules.length === 0
        return judged(listed(view.privilegedRoles), withoutP2(view), { ...question, lacks }, stated)
      },
    }),
    reading({
      needs: ['roleManagementPolicyAssignments', ...licenceDatasets],
      eitherOf: licenceDatasets,
      evaluate(view, stated) {
        const lacks = ({ rules }: RulesOfRole) =>
          question.rules.some((kind) => rules.every(({ rule }) => rule !== kind))
        const roles = read(view.roleManagementPolicyAssignments)
        return judged(roles, withoutP2(view), { ...question, lacks }, stated)
      },
    }),
  ]
}

interface Asked extends RuleQuestion {
  /** Whether rules of the role that decide were not read. */
  lacks(role: RulesOfRole): boolean
}

function judged(
  roles: readonly RulesOfRole[],
  unlicensed: readonly Violation[],
  { concerns = () => true, rules: kinds, wrong, lacks }: Asked,
  { tenant }: Stated,
): Outcome {
  const asked = roles.filter(concerns)
  const violations = asked.flatMap(({ dataset, id, rules }) =>
    rules.flatMap((rule) => {
      const because = kinds.includes(rule.rule) ? wrong(rule) : undefined
      return because === undefined ? [] : [violation(because, { dataset, id, fields: { ...rule } })]
    }),
  )
  const open = asked.filter(lacks).map(({ role }) => `the rules of ${role} were not read`)
  return answer(tenant, roles.length, [...unlicensed, ...violations], open)
}
