import type { Frame } from '../frame.ts'
import type { Item } from '../types.ts'

/** What an application or a service principal proves itself with. */
export interface CredentialSketch {
  readonly name: string
  /** Days from the estate's day; negative: expired. */
  readonly from: number
  readonly until: number
}

export interface AppSketch {
  readonly name: string
  readonly displayName: string
  /** The tenant that registered it; this one unless said. */
  readonly home?: string
  readonly appId?: string
  readonly secrets?: readonly CredentialSketch[]
  readonly certificates?: readonly CredentialSketch[]
  readonly type?: 'Application' | 'ManagedIdentity'
  readonly enabled?: boolean
  readonly verifiedPublisher?: string
  readonly audience?: 'AzureADMyOrg' | 'AzureADMultipleOrgs'
  readonly appRoles?: readonly Item[]
  readonly requires?: readonly Item[]
}

const nothingVerified = { displayName: null, verifiedPublisherId: null, addedDateTime: null }

export function servicePrincipal(frame: Frame, sketch: AppSketch): Item {
  return {
    id: frame.id(`sp/${sketch.name}`),
    deletedDateTime: null,
    accountEnabled: sketch.enabled ?? true,
    alternativeNames: [],
    appDescription: null,
    appDisplayName: sketch.displayName,
    appId: appIdOf(frame, sketch),
    applicationTemplateId: null,
    appOwnerOrganizationId: sketch.home ?? frame.tenant.tenantId,
    appRoleAssignmentRequired: false,
    createdDateTime: frame.calendar.daysAgo(700),
    description: null,
    disabledByMicrosoftStatus: null,
    displayName: sketch.displayName,
    homepage: null,
    loginUrl: null,
    logoutUrl: null,
    notes: null,
    notificationEmailAddresses: [],
    preferredSingleSignOnMode: null,
    preferredTokenSigningKeyThumbprint: null,
    replyUrls: [],
    servicePrincipalNames: [appIdOf(frame, sketch)],
    servicePrincipalType: sketch.type ?? 'Application',
    signInAudience: sketch.audience ?? 'AzureADMyOrg',
    tags: [],
    tokenEncryptionKeyId: null,
    addIns: [],
    appRoles: sketch.appRoles ?? [],
    keyCredentials: certificates(frame, sketch),
    oauth2PermissionScopes: [],
    passwordCredentials: [],
    resourceSpecificApplicationPermissions: [],
    verifiedPublisher: publisher(frame, sketch),
  }
}

/** The registration, which only the home tenant has. */
export function application(frame: Frame, sketch: AppSketch): Item {
  return {
    id: frame.id(`application/${sketch.name}`),
    deletedDateTime: null,
    appId: appIdOf(frame, sketch),
    applicationTemplateId: null,
    createdDateTime: frame.calendar.daysAgo(700),
    description: null,
    disabledByMicrosoftStatus: null,
    displayName: sketch.displayName,
    groupMembershipClaims: null,
    identifierUris: [],
    isDeviceOnlyAuthSupported: null,
    isFallbackPublicClient: null,
    notes: null,
    publisherDomain: frame.company.domain,
    serviceManagementReference: null,
    signInAudience: sketch.audience ?? 'AzureADMyOrg',
    tags: [],
    tokenEncryptionKeyId: null,
    addIns: [],
    appRoles: sketch.appRoles ?? [],
    keyCredentials: certificates(frame, sketch),
    passwordCredentials: secrets(frame, sketch),
    requiredResourceAccess: sketch.requires ?? [],
    verifiedPublisher: publisher(frame, sketch),
  }
}

function appIdOf(frame: Frame, { appId, name }: AppSketch): string {
  return appId ?? frame.id(`app/${name}`)
}

function publisher({ id, calendar }: Frame, { verifiedPublisher }: AppSketch): Item {
  if (!verifiedPublisher) return nothingVerified
  const verifiedPublisherId = id(`publisher/${verifiedPublisher}`).slice(0, 8)
  return {
    displayName: verifiedPublisher,
    verifiedPublisherId,
    addedDateTime: calendar.daysAgo(700),
  }
}

function secrets(frame: Frame, { secrets = [] }: AppSketch): Item[] {
  return secrets.map((sketch) => ({
    customKeyIdentifier: null,
    displayName: sketch.name,
    endDateTime: frame.calendar.daysAgo(-sketch.until),
    hint: frame.id(`hint/${sketch.name}`).slice(0, 3),
    keyId: frame.id(`secret/${sketch.name}`),
    // The service shows a secret once, when it is made, and never again.
    secretText: null,
    startDateTime: frame.calendar.daysAgo(sketch.from),
  }))
}

function certificates(frame: Frame, { certificates = [] }: AppSketch): Item[] {
  return certificates.map((sketch) => ({
    customKeyIdentifier: Buffer.from(frame.id(`thumbprint/${sketch.name}`)).toString('base64url'),
    displayName: `CN=${sketch.name}`,
    endDateTime: frame.calendar.daysAgo(-sketch.until),
    key: null,
    keyId: frame.id(`certificate/${sketch.name}`),
    startDateTime: frame.calendar.daysAgo(sketch.from),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
  }))
}
