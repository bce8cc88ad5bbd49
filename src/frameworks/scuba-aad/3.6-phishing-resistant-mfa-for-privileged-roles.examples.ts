import {
  aPolicy,
  aPrivilegedRole,
  aStrength,
  defineRequirementExamples,
} from '../../../test/builders/index.ts'
import { phishingResistantMfaForPrivilegedRoles } from './3.6-phishing-resistant-mfa-for-privileged-roles.ts'

const roles = ['a', 'b'].map((id) => aPrivilegedRole({ id, roleTemplateId: id }))
const forRoles = (includeRoles: string[]) =>
  aStrength(['fido2'], { conditions: { users: { includeUsers: [], includeRoles } } })

export const examples = defineRequirementExamples(phishingResistantMfaForPrivilegedRoles, [
  {
    name: 'a policy for every highly privileged role is enough',
    given: { conditionalAccessPolicies: [forRoles(['a', 'b'])], privilegedRoles: roles },
    then: 'pass',
  },
  {
    name: 'a policy for all users reaches every role',
    given: { conditionalAccessPolicies: [aStrength()], privilegedRoles: roles },
    then: 'pass',
  },
  {
    name: 'one role is left out',
    given: { conditionalAccessPolicies: [forRoles(['a'])], privilegedRoles: roles },
    then: 'fail',
    because: /1 highly privileged role/,
  },
  {
    name: 'without ScubaGear’s list of roles, the baseline’s own counts',
    given: { conditionalAccessPolicies: [forRoles(['a', 'b'])] },
    then: 'fail',
    because: /8 highly privileged roles/,
  },
  {
    name: 'plain MFA is not enough',
    given: { conditionalAccessPolicies: [aPolicy()] },
    then: 'fail',
    because: /does not resist phishing/,
  },
  {
    name: 'the list of roles is empty',
    given: { conditionalAccessPolicies: [aStrength()], privilegedRoles: [] },
    then: 'unknown',
  },
])
