/** A tenant in which every control passes: what is taken away from it must never go unnoticed. */
import type { Declaration } from '#model/decisions.ts'
import type { CloudOptions, Estate } from '../../simulator/cloud.ts'
import type { Account } from '../../simulator/estate/types.ts'
import { unlicensed } from '../../simulator/estate/users.ts'
import { giveSubscription } from './healthy-azure.ts'

/** The two accounts for emergencies, on the domain that nobody can take away. */
const EMERGENCY = ['rowan.fern@fernhillstudio.onmicrosoft.com', 'studioadmin@fernhillstudio.onmicrosoft.com']
const GROUP = '7d0f7b8c-4c3e-4f0e-9a53-2b7f6f1d0c11'
const PHISHING_RESISTANT = '00000000-0000-0000-0000-000000000004'

export const healthy: CloudOptions = {
  estate: 'small',
  licences: ['p1', 'p2'],
  accounts: 6,
  edit: (estate) => {
    showNames(estate)
    inviteGuest(estate)
    giveKeys(estate)
    keepEmergencyAccounts(estate)
    allowWhatIsAdvised(estate)
    // 143 alike; with one row a page they would take most of the time.
    estate.roleManagementPolicyAssignments.splice(3)
    demandPhishingResistance(estate)
    giveSubscription(estate)
  },
}

/** What the customer said: both administrators are there for emergencies. */
export const healthyDeclarations: readonly Declaration[] = EMERGENCY.map((subject) => ({
  kind: 'break-glass',
  subject,
  author: 'rowan',
  reason: 'two keys in two safes',
  at: '2026-01-01T00:00:00Z',
}))

/** Usage reports that say who is who; Microsoft conceals it unless the tenant decides otherwise. */
export function showNames(estate: Estate): void {
  estate.reportSettings = { id: '', displayConcealedNames: false }
}

/** One guest from another organisation, so that there is somebody to ask. */
function inviteGuest(estate: Estate): void {
  const guest = estate.newAccount({
    name: 'guest',
    displayName: 'Gwen from the printers',
    userPrincipalName: 'gwen_printers.example#EXT#@fernhillstudio.onmicrosoft.com',
    fields: {
      userType: 'Guest',
      creationType: 'Invitation',
      externalUserState: 'Accepted',
      identities: [{ signInType: 'federated', issuer: 'ExternalAzureAD', issuerAssignedId: null }],
    },
  })
  estate.accounts.named.push(guest)
}

function giveKeys({ accounts }: Estate): void {
  for (const account of accounts.named) giveKey(account)
  const { build } = accounts.bulk
  accounts.bulk.build = (index, id) => giveKey(build(index, id))
}

function giveKey(account: Account): Account {
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
  return account
}

/** A partner administers nothing here; the owner's account moves off the company's own domain. */
function keepEmergencyAccounts(estate: Estate): void {
  const { owner = '', officeManager = '' } = estate.situations
  const isOwn = ({ principalId }: { readonly principalId?: unknown }): boolean =>
    principalId === owner || principalId === officeManager
  estate.roleAssignments = estate.roleAssignments.filter(isOwn)
  estate.roleAssignmentScheduleInstances = estate.roleAssignmentScheduleInstances.filter(isOwn)
  for (const account of estate.accounts.named) {
    const { user } = account
    if (user.id !== owner && user.id !== officeManager) continue
    // They hold keys and nothing else: no mailbox, no licence, no phone that could bring them back.
    Object.assign(user, unlicensed)
    account.methods = account.methods.filter(({ '@odata.type': type }) => !/phone|authenticator/i.test(type))
    if (user.id === owner) user.userPrincipalName = EMERGENCY[0] ?? user.userPrincipalName
  }
}

/** Nothing that phishing relays easily, and Authenticator shows what a request is for. */
function allowWhatIsAdvised(estate: Estate): void {
  const { authenticationMethodConfigurations } = estate.authenticationMethodsPolicy as {
    readonly authenticationMethodConfigurations: readonly { readonly id: string }[]
  }
  const shown = { state: 'enabled', includeTarget: { targetType: 'group', id: 'all_users' } }
  const featureSettings = {
    displayAppInformationRequiredState: shown,
    displayLocationInformationRequiredState: shown,
  }
  estate.authenticationMethodsPolicy = {
    ...estate.authenticationMethodsPolicy,
    policyMigrationState: 'migrationComplete',
    authenticationMethodConfigurations: authenticationMethodConfigurations.map((method) => ({
      ...method,
      ...(['Sms', 'Email'].includes(method.id) ? { state: 'disabled' } : {}),
      ...(method.id === 'MicrosoftAuthenticator' ? { featureSettings } : {}),
    })),
  }
}

/**
 * One policy for everybody, one more for a group, so that there is a group whose members are read, one before the
 * registration of methods, and one against device codes that leaves the emergency accounts out.
 */
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
    {
      ...policy('c', 'Register with a key', { includeUsers: ['All'] }, { authenticationStrength: strength }),
      conditions: {
        clientAppTypes: ['all'],
        applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
        users: { includeUsers: ['All'] },
      },
    },
    noDeviceCodes([owner, officeManager]),
  )
}

function noDeviceCodes(excludeUsers: readonly string[]) {
  const users = { includeUsers: ['All'], excludeUsers }
  const blocks = policy('d', 'No device codes', users, { builtInControls: ['block'] })
  const authenticationFlows = { transferMethods: 'deviceCodeFlow' }
  return { ...blocks, conditions: { ...blocks.conditions, authenticationFlows } }
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
