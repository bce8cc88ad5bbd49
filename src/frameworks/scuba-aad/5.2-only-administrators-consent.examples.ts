import { defineRequirementExamples } from '../../../test/builders/index.ts'
import { onlyAdministratorsConsent } from './5.2-only-administrators-consent.ts'

const low = 'ManagePermissionGrantsForSelf.microsoft-user-default-low'
const legacy = 'ManagePermissionGrantsForSelf.microsoft-user-default-legacy'
const grants = (permissionGrantPolicyIdsAssignedToDefaultUserRole: string[]) => ({
  id: 'authorizationPolicy',
  permissionGrantPolicyIdsAssignedToDefaultUserRole,
})

export const examples = defineRequirementExamples(onlyAdministratorsConsent, [
  { name: 'users may not consent', given: { authorizationPolicy: [grants([])] }, then: 'pass' },
  {
    name: 'grants for chats and teams are something else',
    given: {
      authorizationPolicy: [
        grants(['ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team']),
      ],
    },
    then: 'pass',
  },
  {
    name: 'Graph v1.0 keeps the grants elsewhere',
    given: {
      authorizationPolicy: [
        {
          id: 'authorizationPolicy',
          defaultUserRolePermissions: { permissionGrantPoliciesAssigned: [legacy] },
        },
      ],
    },
    then: 'fail',
    because: /consent to applications themselves/,
  },
  {
    name: 'users may consent to whatever Microsoft recommends',
    given: {
      authorizationPolicy: [grants(['ManagePermissionGrantsForSelf.microsoft-user-default-recommended'])],
    },
    then: 'fail',
  },
  {
    name: 'users may consent to low impact, and nothing risky is among it',
    given: { authorizationPolicy: [grants([low])], riskyDelegatedPermissionClassifications: [] },
    then: 'pass',
  },
  {
    name: 'users may consent to low impact, and something risky is among it',
    given: {
      authorizationPolicy: [grants([low])],
      riskyDelegatedPermissionClassifications: [{ id: 'exo', riskyPermClassifications: ['Mail.ReadWrite'] }],
    },
    then: 'fail',
    because: /Mail\.ReadWrite/,
  },
  {
    name: 'users may consent to low impact, and nobody asked what that is',
    given: { authorizationPolicy: [grants([low])] },
    then: 'unknown',
  },
])
