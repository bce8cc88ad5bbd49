import { answer, notKnown, violation } from '../answers.ts'
import { defineRequirement, reading } from '../requirement.ts'

const NAME = 'EnableAdminConsentRequests'
const OFF = 'Whoever may not consent to an application has nobody to ask.'

export const adminConsentWorkflow = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.5.3v1',
  title: 'An admin consent workflow is configured for applications',
  obligation: 'shall',
  checks:
    'Requests for admin consent are enabled: in Graph by the policy of such requests, in an export of ScubaGear by the directory setting.',
  readings: [
    reading({
      needs: ['directorySettings'],
      evaluate({ directorySettings }, { tenant }) {
        const values = directorySettings.flatMap(({ id, values: inside }) =>
          (inside ?? []).filter(({ name }) => name === NAME).map(({ value }) => ({ id, value })),
        )
        const off = values.filter(({ value }) => value?.toLowerCase() !== 'true')
        const facts = off.map(({ id, value }) => ({
          dataset: 'directorySettings' as const,
          id,
          fields: { [NAME]: value },
        }))
        // A tenant where nobody ever chose has no such setting, and no workflow.
        const unset = { ...violation(OFF), absences: ['directorySettings' as const] }
        if (values.length === 0) return answer(tenant, 1, [unset])
        return answer(tenant, values.length, off.length > 0 ? [violation(OFF, ...facts)] : [])
      },
    }),
    reading({
      needs: ['adminConsentRequestPolicy'],
      evaluate({ adminConsentRequestPolicy: [policy] }, { tenant }) {
        if (typeof policy?.isEnabled !== 'boolean') return notKnown('whether it is enabled was not read')
        const { id, isEnabled } = policy
        const off = violation(OFF, { dataset: 'adminConsentRequestPolicy', id, fields: { isEnabled } })
        return answer(tenant, 1, isEnabled ? [] : [off])
      },
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-admin-consent-workflow',
  ],
})
