import type { Frame } from '../frame.ts'
import type { Item } from '../types.ts'

// "Limited access", the default for guests (identity reference, section e.4).
const limitedGuest = '10dae51f-b6af-4016-8d66-8c2a99b929b3'

/** The defaults of the service: everybody may invite, administrators may reset their own password. */
export function authorizationPolicy(): Item {
  return {
    id: 'authorizationPolicy',
    deletedDateTime: null,
    displayName: 'Authorization Policy',
    description: 'Used to manage authorization related settings across the company.',
    allowInvitesFrom: 'everyone',
    allowedToSignUpEmailBasedSubscriptions: true,
    allowedToUseSSPR: true,
    allowEmailVerifiedUsersToJoinOrganization: false,
    allowUserConsentForRiskyApps: null,
    blockMsolPowerShell: false,
    guestUserRoleId: limitedGuest,
    defaultUserRolePermissions: {
      allowedToCreateApps: true,
      allowedToCreateSecurityGroups: true,
      allowedToCreateTenants: true,
      allowedToReadBitlockerKeysForOwnedDevice: true,
      allowedToReadOtherUsers: true,
      permissionGrantPoliciesAssigned: ['ManagePermissionGrantsForSelf.microsoft-user-default-legacy'],
    },
  }
}

/** Nobody has restricted anything: the policy is there, and off. */
export function defaultAppManagementPolicy(): Item {
  const nothing = { passwordCredentials: [], keyCredentials: [] }
  return {
    id: '00000000-0000-0000-0000-000000000000',
    displayName: 'Default app management tenant policy',
    description: 'Default tenant policy that enforces app management restrictions on applications.',
    isEnabled: false,
    applicationRestrictions: nothing,
    servicePrincipalRestrictions: nothing,
  }
}

/** People who may not consent have nobody to ask, until somebody configures it. */
export function adminConsentRequestPolicy(): Item {
  return {
    isEnabled: false,
    notifyReviewers: false,
    remindersEnabled: false,
    requestDurationInDays: 0,
    reviewers: [],
    version: 0,
  }
}

export function reportSettings(displayConcealedNames: boolean): Item {
  return { id: '', displayConcealedNames }
}

/** How a federated domain lets its own identity provider answer for multifactor authentication. */
export function federation(frame: Frame, domain: string): Item {
  return {
    id: frame.id(`federation/${domain}`),
    displayName: `${frame.company.name} AD FS`,
    issuerUri: `http://fs.${domain}/adfs/services/trust/`,
    metadataExchangeUri: `https://fs.${domain}/adfs/services/trust/mex`,
    passiveSignInUri: `https://fs.${domain}/adfs/ls/`,
    preferredAuthenticationProtocol: 'wsFed',
    signingCertificate: Buffer.from(`certificate of ${domain}`).toString('base64'),
    activeSignInUri: `https://fs.${domain}/adfs/services/trust/2005/usernamemixed`,
    federatedIdpMfaBehavior: 'acceptIfMfaDoneByFederatedIdp',
    isSignedAuthenticationRequestRequired: null,
    nextSigningCertificate: null,
    passwordResetUri: null,
    promptLoginBehavior: 'nativeSupport',
    signingCertificateUpdateStatus: null,
    signOutUri: `https://fs.${domain}/adfs/ls/`,
  }
}

/** One day's secure score. */
export function secureScore(frame: Frame, users: number): Item {
  return {
    id: `${frame.tenant.tenantId}_${frame.calendar.now.slice(0, 10)}`,
    azureTenantId: frame.tenant.tenantId,
    activeUserCount: users,
    createdDateTime: `${frame.calendar.now.slice(0, 10)}T00:00:00Z`,
    currentScore: 41.5,
    enabledServices: ['HasExchange', 'HasSharePoint'],
    licensedUserCount: users,
    maxScore: 92,
    averageComparativeScores: [{ basis: 'AllTenants', averageScore: 45.1 }],
    controlScores: [
      { controlCategory: 'Identity', controlName: 'AdminMFAV2', description: null, score: 3.3 },
      { controlCategory: 'Identity', controlName: 'MFARegistrationV2', description: null, score: 6.1 },
    ],
    vendorInformation: {
      provider: 'SecureScore',
      providerVersion: null,
      subProvider: null,
      vendor: 'Microsoft',
    },
  }
}
