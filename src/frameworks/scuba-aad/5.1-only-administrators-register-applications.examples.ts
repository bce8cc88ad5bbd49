import { defineRequirementExamples } from '../../../test/builders/index.ts'
import { onlyAdministratorsRegisterApplications } from './5.1-only-administrators-register-applications.ts'

const policy = (changes: object = {}) => ({ id: 'authorizationPolicy', ...changes })

export const examples = defineRequirementExamples(onlyAdministratorsRegisterApplications, [
  {
    name: 'users may not create applications',
    given: { authorizationPolicy: [policy({ defaultUserRolePermissions: { allowedToCreateApps: false } })] },
    then: 'pass',
  },
  {
    name: 'they may',
    given: { authorizationPolicy: [policy({ defaultUserRolePermissions: { allowedToCreateApps: true } })] },
    then: 'fail',
  },
  { name: 'the setting was not read', given: { authorizationPolicy: [policy()] }, then: 'unknown' },
])
