import type { Frame } from './frame.ts'
import type { Item } from './types.ts'

/** Security defaults; the two last fields are not in the metadata but were in a recorded response. */
export function securityDefaults(isEnabled: boolean): Item {
  return {
    id: '00000000-0000-0000-0000-000000000005',
    displayName: 'Security Defaults',
    description:
      'A set of basic identity security mechanisms that Microsoft recommends, switched on or off as a whole.',
    isEnabled,
    controlType: null,
    securityDefaultsUpsell: null,
  }
}

const everybody = [{ targetType: 'group', id: 'all_users', isRegistrationRequired: false }]

function method(id: string, state: 'enabled' | 'disabled', fields: Item = {}): Item {
  return {
    '@odata.type': `#microsoft.graph.${id.charAt(0).toLowerCase()}${id.slice(1)}AuthenticationMethodConfiguration`,
    id,
    state,
    excludeTargets: [],
    includeTargets: everybody,
    ...fields,
  }
}

function feature(state: 'default' | 'enabled'): Item {
  const includeTarget = { targetType: 'group', id: 'all_users' }
  const excludeTarget = { targetType: 'group', id: '00000000-0000-0000-0000-000000000000' }
  return { state, includeTarget, excludeTarget }
}

/** A policy halfway through Microsoft's migration, with text messages still on. */
export function authenticationMethodsPolicy(frame: Frame): Item {
  const shown = {
    displayAppInformationRequiredState: feature('enabled'),
    displayLocationInformationRequiredState: feature('default'),
  }
  const keys = { isEnforced: false, enforcementType: 'block', aaGuids: [] }
  const pass = {
    defaultLifetimeInMinutes: 60,
    defaultLength: 8,
    minimumLifetimeInMinutes: 60,
    maximumLifetimeInMinutes: 480,
    isUsableOnce: false,
  }
  return {
    id: 'authenticationMethodsPolicy',
    displayName: 'Authentication Methods Policy',
    description:
      'The tenant-wide policy that controls which authentication methods are allowed in the tenant.',
    lastModifiedDateTime: frame.calendar.daysAgo(120),
    policyVersion: '1.5',
    policyMigrationState: 'migrationInProgress',
    registrationEnforcement: { authenticationMethodsRegistrationCampaign: campaign },
    authenticationMethodConfigurations: [
      method('Fido2', 'enabled', {
        isSelfServiceRegistrationAllowed: true,
        isAttestationEnforced: false,
        keyRestrictions: keys,
      }),
      method('MicrosoftAuthenticator', 'enabled', { isSoftwareOathEnabled: true, featureSettings: shown }),
      method('Sms', 'enabled'),
      method('Voice', 'disabled', { isOfficePhoneAllowed: false }),
      method('Email', 'enabled', { allowExternalIdToUseEmailOtp: 'default' }),
      method('SoftwareOath', 'enabled'),
      method('TemporaryAccessPass', 'enabled', pass),
    ],
  }
}

const campaign = {
  snoozeDurationInDays: 1,
  state: 'default',
  excludeTargets: [],
  includeTargets: [
    { id: 'all_users', targetType: 'group', targetedAuthenticationMethod: 'microsoftAuthenticator' },
  ],
}

function access(accessType: 'allowed' | 'blocked'): Item {
  const targets = (target: string, targetType: string): Item => ({
    accessType,
    targets: [{ target, targetType }],
  })
  return {
    usersAndGroups: targets('AllUsers', 'user'),
    applications: targets('AllApplications', 'application'),
  }
}

const trustNothing = {
  isMfaAccepted: false,
  isCompliantDeviceAccepted: false,
  isHybridAzureADJoinedDeviceAccepted: false,
}

/** The defaults of the service: collaboration open both ways, direct connect closed, nobody's MFA trusted. */
export function crossTenantDefault(frame: Frame): Item {
  return {
    id: frame.tenant.tenantId,
    isServiceDefault: true,
    b2bCollaborationOutbound: access('allowed'),
    b2bCollaborationInbound: access('allowed'),
    b2bDirectConnectOutbound: access('blocked'),
    b2bDirectConnectInbound: access('blocked'),
    inboundTrust: trustNothing,
    automaticUserConsentSettings: { inboundAllowed: false, outboundAllowed: false },
    tenantRestrictions: { devices: null, ...access('blocked') },
  }
}

/** An entry for one other tenant; what is null is inherited from the default. */
export function crossTenantPartner(
  tenantId: string,
  settings: { isServiceProvider: boolean | null; trustsMfa?: boolean },
): Item {
  return {
    tenantId,
    isServiceProvider: settings.isServiceProvider,
    isInMultiTenantOrganization: false,
    inboundTrust: settings.trustsMfa ? { ...trustNothing, isMfaAccepted: true } : null,
    b2bCollaborationOutbound: null,
    b2bCollaborationInbound: null,
    b2bDirectConnectOutbound: null,
    b2bDirectConnectInbound: null,
    tenantRestrictions: null,
    automaticUserConsentSettings: { inboundAllowed: null, outboundAllowed: null },
  }
}
