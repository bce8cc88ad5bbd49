import { defineRequirement } from '../requirement.ts'
import { ruleReadings } from './roles/rules.ts'

const ASSIGNMENT: Readonly<Record<string, string>> = {
  Notification_Admin_Admin_Assignment: 'active',
  Notification_Admin_Admin_Eligibility: 'eligible',
}

export const assignmentsAlert = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.7.7v1',
  title: 'Assignments of highly privileged roles trigger an alert',
  obligation: 'shall',
  checks:
    'Wherever a rule tells of active or eligible assignments, it names recipients of its own, and the tenant holds Microsoft Entra ID P2.',
  readings: ruleReadings({
    rules: Object.keys(ASSIGNMENT),
    wrong: ({ rule, of, isWithoutRecipients }) =>
      isWithoutRecipients ? `${of}: nobody is told of ${ASSIGNMENT[rule]} assignments.` : undefined,
  }),
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings',
  ],
})
