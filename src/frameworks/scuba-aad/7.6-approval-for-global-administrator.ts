import { defineRequirement } from '../requirement.ts'
import { isGlobalAdministrators, ruleReadings } from './roles/rules.ts'

export const approvalForGlobalAdministrator = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.7.6v1',
  title: 'Activating Global Administrator takes approval',
  obligation: 'shall',
  checks:
    'No rule of the role, nor of a group that carries it, lets it be activated without approval, and the tenant holds Microsoft Entra ID P2.',
  readings: ruleReadings({
    concerns: isGlobalAdministrators,
    rules: ['Approval_EndUser_Assignment'],
    wrong: ({ of, isApprovalRequired }) =>
      isApprovalRequired === false ? `${of}: the role is activated without approval.` : undefined,
  }),
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings',
  ],
})
