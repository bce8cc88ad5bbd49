/** Elements of Microsoft's answers, made by hand after the published description; nobody in them exists. */
import type { DatasetName } from '#model/datasets.ts'

/** The value of everything that must not get past the door. */
export const NEVER = 'never kept'

export interface Answer {
  readonly dataset: DatasetName
  /** As the service sends it. */
  readonly item: Readonly<Record<string, unknown>>
  /** As it is kept, where that is more than the item without the values that are never kept. */
  readonly record?: Readonly<Record<string, unknown>>
  /** Where the service has the key, when not under its name. */
  readonly keyAt?: string
}

const id = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-000000000000`

const credential = {
  customKeyIdentifier: NEVER,
  displayName: 'deployment',
  endDateTime: '2027-03-01T00:00:00Z',
  keyId: id('c'),
  startDateTime: '2026-03-01T00:00:00Z',
}
const certificate = { ...credential, key: NEVER, type: 'AsymmetricX509Cert', usage: 'Verify' }
const secret = { ...credential, hint: NEVER, secretText: NEVER }
const publisher = {
  addedDateTime: '2024-05-21T22:59:29Z',
  displayName: 'Fabrikam Ltd',
  verifiedPublisherId: '5206095',
  other: NEVER,
}
const owner = { '@odata.type': '#microsoft.graph.user', id: id('a'), mobilePhone: NEVER }

export const answers: readonly Answer[] = [
  {
    dataset: 'applications',
    item: {
      id: id('1'),
      appId: id('2'),
      displayName: 'Invoice import',
      createdDateTime: '2024-05-10T04:17:39Z',
      signInAudience: 'AzureADMyOrg',
      publisherDomain: 'contoso.example',
      keyCredentials: [certificate],
      passwordCredentials: [secret],
      requiredResourceAccess: [
        {
          resourceAppId: '00000003-0000-0000-c000-000000000000',
          resourceAccess: [{ id: id('3'), type: 'Role', other: NEVER }],
        },
      ],
      verifiedPublisher: publisher,
      logo: NEVER,
    },
  },
  {
    dataset: 'servicePrincipals',
    item: {
      id: id('4'),
      appId: id('2'),
      displayName: 'Invoice import',
      appOwnerOrganizationId: id('9'),
      servicePrincipalType: 'Application',
      accountEnabled: true,
      signInAudience: 'AzureADMultipleOrgs',
      createdDateTime: '2024-05-10T04:17:41Z',
      keyCredentials: [certificate],
      passwordCredentials: [secret],
      verifiedPublisher: publisher,
      tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
      notes: NEVER,
    },
  },
  { dataset: 'applicationOwners', item: { applicationId: id('1'), owners: [owner], other: NEVER } },
  { dataset: 'servicePrincipalOwners', item: { servicePrincipalId: id('4'), owners: [owner], other: NEVER } },
  { dataset: 'groupOwners', item: { groupId: id('5'), notFound: true, owners: [], other: NEVER } },
  {
    dataset: 'appRoleAssignments',
    item: {
      id: '2L6JO7IRC0acPSZ3UTgW2kbOwEEiSLdPjW-MRhcOiz0',
      deletedDateTime: NEVER,
      appRoleId: '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8',
      createdDateTime: '2024-05-11T08:00:00Z',
      principalDisplayName: 'Invoice import',
      principalId: id('4'),
      principalType: 'ServicePrincipal',
      resourceAppId: '00000003-0000-0000-c000-000000000000',
      resourceDisplayName: 'Microsoft Graph',
      resourceId: id('6'),
    },
  },
  {
    dataset: 'oauth2PermissionGrants',
    item: {
      id: 'l5eW7x0ga0-WDOntXzHateQDNpSH5-lPk9HjD3Sarjk',
      clientId: id('4'),
      consentType: 'Principal',
      principalId: id('a'),
      resourceId: id('6'),
      scope: ' Mail.Read offline_access',
      startTime: NEVER,
    },
  },
  {
    dataset: 'registeredDevices',
    item: {
      userId: id('a'),
      devices: [
        {
          '@odata.type': '#microsoft.graph.device',
          id: id('7'),
          deviceId: id('8'),
          displayName: 'LAPTOP-17',
          operatingSystem: 'Windows',
          operatingSystemVersion: '10.0.26100.1',
          trustType: 'AzureAd',
          isCompliant: null,
          isManaged: false,
          accountEnabled: true,
          approximateLastSignInDateTime: '2026-11-01T07:00:00Z',
          registrationDateTime: '2025-01-07T09:00:00Z',
          manufacturer: 'Example',
          model: 'X1',
          physicalIds: NEVER,
        },
      ],
    },
  },
  {
    dataset: 'administratorProfiles',
    item: {
      id: id('a'),
      userPrincipalName: 'ada.adm@contoso.example',
      givenName: 'Ada',
      surname: 'Quist',
      jobTitle: 'Systems Engineer',
      department: 'IT',
      employeeId: '1010',
      employeeType: null,
      mail: 'ada.adm@contoso.example',
      proxyAddresses: ['SMTP:ada.adm@contoso.example'],
      otherMails: ['ada@webmail.example'],
      mobilePhone: '+44 7700900204',
      businessPhones: ['+44 7700900205'],
      assignedPlans: [
        {
          assignedDateTime: NEVER,
          capabilityStatus: 'Enabled',
          service: 'exchange',
          servicePlanId: '9aaf7827-d63c-4b61-89c3-182f06f82e5c',
        },
      ],
      assignedLicenses: [{ skuId: id('6'), disabledPlans: [id('7')], other: NEVER }],
      lastPasswordChangeDateTime: '2026-01-05T08:00:00Z',
      signInSessionsValidFromDateTime: '2026-01-05T08:00:00Z',
      passwordPolicies: 'DisablePasswordExpiration',
      streetAddress: NEVER,
    },
  },
  {
    dataset: 'authorizationPolicy',
    item: {
      id: 'authorizationPolicy',
      displayName: 'Authorization Policy',
      allowInvitesFrom: 'everyone',
      allowedToUseSSPR: true,
      allowEmailVerifiedUsersToJoinOrganization: false,
      guestUserRoleId: '10dae51f-b6af-4016-8d66-8c2a99b929b3',
      defaultUserRolePermissions: { allowedToCreateApps: true },
      description: NEVER,
    },
  },
  {
    dataset: 'defaultAppManagementPolicy',
    item: {
      id: id('0'),
      displayName: 'Default app management tenant policy',
      isEnabled: true,
      applicationRestrictions: {
        passwordCredentials: [
          {
            restrictionType: 'passwordLifetime',
            state: 'enabled',
            maxLifetime: 'P90D',
            restrictForAppsCreatedAfterDateTime: '0001-01-01T00:00:00Z',
            excludeActors: NEVER,
          },
        ],
        keyCredentials: [],
      },
      servicePrincipalRestrictions: null,
      description: NEVER,
    },
  },
  {
    dataset: 'accessReviewDefinitions',
    item: {
      id: id('b'),
      displayName: 'Guests, every quarter',
      status: 'InProgress',
      createdDateTime: '2026-01-01T00:00:00Z',
      lastModifiedDateTime: '2026-10-01T00:00:00Z',
      scope: {
        '@odata.type': '#microsoft.graph.accessReviewQueryScope',
        query: "/v1.0/users?$filter=userType eq 'Guest'",
        queryType: 'MicrosoftGraph',
      },
      instanceEnumerationScope: { '@odata.type': '#microsoft.graph.accessReviewQueryScope' },
      reviewers: [{ query: './manager', queryType: 'MicrosoftGraph' }],
      settings: {
        recurrence: { pattern: { type: 'absoluteMonthly', interval: 3 } },
        instanceDurationInDays: 14,
        defaultDecision: 'Deny',
        defaultDecisionEnabled: true,
        autoApplyDecisionsEnabled: true,
        mailNotificationsEnabled: true,
      },
      descriptionForReviewers: NEVER,
    },
  },
  {
    dataset: 'governanceRelationships',
    item: {
      id: id('d'),
      status: 'active',
      createdType: 'requestedByGoverningTenant',
      creationDateTime: '2026-06-01T00:00:00Z',
      governingTenantId: id('9'),
      governingTenantName: 'Fabrikam Ltd',
      governedTenantId: id('e'),
      governedTenantName: 'Contoso',
      policySnapshot: {
        governedTenantCanTerminate: false,
        delegatedAdministrationRoleAssignments: [
          { groupId: id('5'), groupDisplayName: 'Operators', roleTemplates: [{ displayName: 'Reader' }] },
        ],
        multiTenantApplicationsToProvision: [{ displayName: 'Agent' }],
        version: 1,
      },
      other: NEVER,
    },
  },
  {
    dataset: 'federationConfigurations',
    item: {
      id: id('f'),
      domainId: 'contoso.example',
      displayName: 'Contoso sign-in',
      issuerUri: 'https://sts.contoso.example/adfs/services/trust',
      passiveSignInUri: 'https://sts.contoso.example/adfs/ls/',
      preferredAuthenticationProtocol: 'wsFed',
      federatedIdpMfaBehavior: 'acceptIfMfaDoneByFederatedIdp',
      promptLoginBehavior: 'nativeSupport',
      isSignedAuthenticationRequestRequired: false,
      signingCertificate: NEVER,
    },
  },
  {
    dataset: 'intuneRoleAssignments',
    item: {
      id: id('1'),
      displayName: 'Desk',
      description: NEVER,
      members: [id('5')],
      resourceScopes: [],
      roleDefinition: {
        id: id('2'),
        displayName: 'Help Desk Operator',
        isBuiltIn: true,
        rolePermissions: NEVER,
      },
    },
  },
  {
    dataset: 'exchangeRoleAssignments',
    item: {
      id: id('2'),
      principalId: `/RoleGroups/${id('5')}`,
      roleDefinitionId: id('3'),
      directoryScopeId: '/',
      appScopeId: null,
      roleDefinition: NEVER,
    },
  },
  {
    dataset: 'userSignInActivity',
    item: {
      id: id('a'),
      signInActivity: {
        lastSignInDateTime: '2026-11-01T07:00:00Z',
        lastSignInRequestId: NEVER,
        lastNonInteractiveSignInDateTime: '2026-11-02T07:00:00Z',
        lastSuccessfulSignInDateTime: null,
      },
    },
    record: {
      id: id('a'),
      lastSignInDateTime: '2026-11-01T07:00:00Z',
      lastNonInteractiveSignInDateTime: '2026-11-02T07:00:00Z',
      lastSuccessfulSignInDateTime: null,
    },
  },
  {
    dataset: 'guestSponsors',
    item: { id: id('a'), sponsors: [owner], userPrincipalName: NEVER },
    record: { userId: id('a'), sponsors: [{ '@odata.type': '#microsoft.graph.user', id: id('a') }] },
    keyAt: 'id',
  },
  {
    dataset: 'secureScores',
    item: {
      id: `${id('e')}_2026-11-14`,
      createdDateTime: '2026-11-14T00:00:00Z',
      currentScore: 211.5,
      maxScore: 400,
      activeUserCount: 42,
      licensedUserCount: 50,
      enabledServices: ['HasExchange'],
      controlScores: [
        { controlName: 'AdminMFAV2', controlCategory: 'Identity', score: 10, description: NEVER },
      ],
      vendorInformation: NEVER,
    },
  },
  {
    dataset: 'administrativeUnits',
    item: {
      id: id('3'),
      displayName: 'Board',
      description: NEVER,
      visibility: 'HiddenMembership',
      isMemberManagementRestricted: true,
      membershipType: 'Dynamic',
      membershipRule: '(user.department -eq "Board")',
    },
  },
  {
    dataset: 'delegatedAdminRelationships',
    item: {
      id: `${id('1')}-${id('2')}`,
      displayName: 'Contoso operations',
      status: 'active',
      duration: 'P730D',
      autoExtendDuration: 'P180D',
      createdDateTime: '2025-01-01T00:00:00Z',
      activatedDateTime: '2025-01-02T00:00:00Z',
      endDateTime: '2027-01-02T00:00:00Z',
      lastModifiedDateTime: NEVER,
      customer: { tenantId: id('e'), displayName: 'Contoso' },
      accessDetails: { unifiedRoles: [{ roleDefinitionId: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b' }] },
    },
  },
  {
    dataset: 'commerceSubscriptions',
    item: {
      id: id('a'),
      commerceSubscriptionId: id('b'),
      createdDateTime: '2026-10-01T00:00:00Z',
      isTrial: true,
      nextLifecycleDateTime: null,
      ownerId: id('c'),
      ownerTenantId: id('9'),
      ownerType: 'User',
      skuId: id('d'),
      skuPartNumber: 'FLOW_FREE',
      status: 'Enabled',
      totalLicenses: 10_000,
      ocpSubscriptionId: NEVER,
      serviceStatus: [
        {
          servicePlanId: id('e'),
          servicePlanName: 'FLOW_P2_VIRAL',
          provisioningStatus: 'Success',
          appliesTo: NEVER,
        },
      ],
    },
  },
  {
    dataset: 'organization',
    item: {
      id: id('e'),
      displayName: 'Contoso',
      createdDateTime: '2019-01-01T00:00:00Z',
      countryLetterCode: 'NO',
      businessPhones: ['+47 22 00 00 01'],
      onPremisesSyncEnabled: null,
      partnerTenantType: null,
      technicalNotificationMails: ['it@contoso.example'],
      securityComplianceNotificationMails: [],
      securityComplianceNotificationPhones: ['+47 22 00 00 00'],
      marketingNotificationEmails: ['news@contoso.example'],
      privacyProfile: { contactEmail: 'privacy@contoso.example', statementUrl: '', other: NEVER },
      verifiedDomains: [
        {
          name: 'contoso.example',
          isDefault: true,
          isInitial: false,
          type: 'Managed',
          capabilities: NEVER,
        },
      ],
      street: NEVER,
    },
  },
  {
    dataset: 'tenantInformation',
    item: {
      '@odata.context': NEVER,
      tenantId: id('9'),
      displayName: 'Fabrikam Ltd',
      defaultDomainName: 'fabrikam.example',
      federationBrandName: null,
    },
  },
]

/** A copy without what is never kept. */
export function keptOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keptOf)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([, member]) => member !== NEVER)
  return Object.fromEntries(members.map(([name, member]) => [name, keptOf(member)]))
}
