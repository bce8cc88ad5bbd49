/** A tenant in which every control passes: what is taken away from it must never go unnoticed. */
import type { Declaration } from '#model/decisions.ts'
import type { CloudOptions, Estate } from '../../simulator/cloud.ts'

const OWNER = 'rowan.fern@fernhill.example'
const GROUP = '7d0f7b8c-4c3e-4f0e-9a53-2b7f6f1d0c11'
const PHISHING_RESISTANT = '00000000-0000-0000-0000-000000000004'

export const healthy: CloudOptions = {
  estate: 'small',
  licences: ['p1', 'p2'],
  accounts: 6,
  edit: (estate) => {
    showNames(estate)
    giveKey(estate)
    keepOneAdministrator(estate)
    // 143 alike; with one row a page they would take most of the time.
    estate.roleManagementPolicyAssignments.splice(3)
    demandPhishingResistance(estate)
  },
}

/** What the customer said: the owner's account is the one for emergencies. */
export const healthyDeclarations: readonly Declaration[] = [
  {
    kind: 'break-glass',
    subject: OWNER,
    author: 'rowan',
    reason: 'two keys in two safes',
    at: '2026-01-01T00:00:00Z',
  },
]

/** Usage reports that say who is who; Microsoft conceals it unless the tenant decides otherwise. */
export function showNames(estate: Estate): void {
  estate.reportSettings = { id: '', displayConcealedNames: false }
}

function giveKey({ accounts }: Estate): void {
  for (const account of accounts.named) {
    account.reported = true
    account.methods.push({
      '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
      id: `key-of-${account.user.id}`,
      createdDateTime: '2026-01-01T00:00:00Z',
      displayName: 'Safe',
      model: 'YubiKey 5 Series with NFC',
      attestationLevel: 'attested',
      passkeyType: 'deviceBound',
    })
  }
}

function keepOneAdministrator(estate: Estate): void {
  const { owner = '' } = estate.situations
  estate.roleAssignments = estate.roleAssignments.filter(({ principalId }) => principalId === owner)
  estate.roleAssignmentScheduleInstances = estate.roleAssignmentScheduleInstances.filter(
    ({ principalId }) => principalId === owner,
  )
}

/** One policy for everybody, and one more for a group, so that there is a group whose members are read. */
function demandPhishingResistance(estate: Estate): void {
  const { owner = '', officeManager = '' } = estate.situations
  const strength = estate.authenticationStrengthPolicies.find(({ id }) => id === PHISHING_RESISTANT)
  estate.groups.push({
    group: { id: GROUP, displayName: 'Everybody in Bath', securityEnabled: true },
    members: [owner, officeManager].map((id) => ({ kind: 'user', id })),
  })
  estate.conditionalAccessPolicies.push(
    policy('a', 'Keys for all', { includeUsers: ['All'] }, { authenticationStrength: strength }),
    policy('b', 'Keys for Bath', { includeGroups: [GROUP] }, { builtInControls: ['mfa'] }),
  )
}

function policy(letter: string, displayName: string, users: object, grant: object) {
  return {
    id: `${letter}0000000-0000-4000-8000-000000000000`,
    displayName,
    state: 'enabled',
    sessionControls: null,
    conditions: { clientAppTypes: ['all'], applications: { includeApplications: ['All'] }, users },
    grantControls: { operator: 'OR', builtInControls: [], authenticationStrength: null, ...grant },
  }
}
