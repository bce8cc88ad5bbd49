import { defineRequirement } from '../requirement.ts'
import { isGlobalAdministrators, ruleReadings, tellsOfActivations } from './roles/rules.ts'

export const globalAdministratorActivationAlerts = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.7.8v1',
  title: 'Activating Global Administrator triggers an alert',
  obligation: 'shall',
  checks:
    'Wherever a rule tells by e-mail of an activation of Global Administrator, it names recipients of its own, and the tenant holds Microsoft Entra ID P2.',
  readings: ruleReadings({ concerns: isGlobalAdministrators, ...tellsOfActivations }),
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings',
  ],
})
