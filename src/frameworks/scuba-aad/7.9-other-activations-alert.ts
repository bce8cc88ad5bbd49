import { defineRequirement } from '../requirement.ts'
import { isGlobalAdministrators, ruleReadings, tellsOfActivations } from './roles/rules.ts'

export const otherActivationsAlert = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.7.9v1',
  title: 'Activating other highly privileged roles triggers an alert',
  obligation: 'should',
  checks:
    'Wherever a rule tells by e-mail of an activation of another highly privileged role, it names recipients of its own, and the tenant holds Microsoft Entra ID P2.',
  readings: ruleReadings({ concerns: (role) => !isGlobalAdministrators(role), ...tellsOfActivations }),
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings',
  ],
})
