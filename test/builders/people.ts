import type { AuthenticationMethods } from '#model/records/authentication-methods.ts'
import type { GroupMembers } from '#model/records/group-members.ts'
import type { PerUserMfaState } from '#model/records/per-user-mfa-states.ts'
import type { UserRegistrationDetails } from '#model/records/user-registration-details.ts'
import type { User } from '#model/records/users.ts'

/** An enabled member who lives in this tenant. */
export function anAccount(id = 'ada', changes: Partial<User> = {}): User {
  return {
    id,
    displayName: id,
    userPrincipalName: `${id}@contoso.example`,
    accountEnabled: true,
    userType: 'Member',
    identities: [
      {
        signInType: 'userPrincipalName',
        issuer: 'contoso.onmicrosoft.example',
        issuerAssignedId: `${id}@contoso.example`,
      },
    ],
    ...changes,
  }
}

/** A guest from another Entra tenant. */
export function aGuest(id = 'guest', changes: Partial<User> = {}): User {
  return anAccount(id, {
    userPrincipalName: `${id}_fabrikam.example#EXT#@contoso.onmicrosoft.example`,
    userType: 'Guest',
    creationType: 'Invitation',
    identities: [{ signInType: 'federated', issuer: 'ExternalAzureAD', issuerAssignedId: null }],
    ...changes,
  })
}

/** The account that directory synchronisation runs as. */
export function aSyncAccount(id = 'sync', changes: Partial<User> = {}): User {
  return anAccount(id, {
    displayName: 'On-Premises Directory Synchronization Service Account',
    userPrincipalName: 'Sync_DC01_0a1b2c3d4e5f@contoso.onmicrosoft.example',
    ...changes,
  })
}

/** A row of the registration report: a strong method is registered. */
export function aRegistration(
  id = 'ada',
  changes: Partial<UserRegistrationDetails> = {},
): UserRegistrationDetails {
  return {
    id,
    isMfaRegistered: true,
    isMfaCapable: true,
    methodsRegistered: ['fido2SecurityKey'],
    ...changes,
  }
}

/** The registered methods of an account: a password and a security key. */
export function aMethod(userId = 'ada', types: readonly string[] = ['fido2']): AuthenticationMethods {
  const methods = ['password', ...types].map((type) => ({
    '@odata.type': `#microsoft.graph.${type}AuthenticationMethod`,
    id: `${userId}-${type}`,
  }))
  return { userId, methods }
}

/** The per-user MFA switch: off, as Microsoft advises beside Conditional Access. */
export function aPerUserMfaState(userId = 'ada', perUserMfaState = 'disabled'): PerUserMfaState {
  return { userId, perUserMfaState }
}

/** A group whose members are all known. */
export function aGroup(
  groupId: string,
  members: readonly string[],
  changes: Partial<GroupMembers> = {},
): GroupMembers {
  return {
    groupId,
    part: 0,
    slice: 0,
    slices: 1,
    last: true,
    members: members.map((id) => ({ id, '@odata.type': '#microsoft.graph.user' })),
    ...changes,
  }
}

/** How a group of another organisation, or a deleted one, looks from here. */
export const aForeignGroup = (groupId: string): GroupMembers => aGroup(groupId, [], { notFound: true })
