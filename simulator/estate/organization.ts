import type { Frame } from './frame.ts'
import type { Item } from './types.ts'

/** The organization in the field order of a recorded response. */
export function organization(
  frame: Frame,
  details: { city: string; syncedAt: string | null; quotaUsed: number; federated?: readonly string[] },
): Item {
  const { tenant, company, calendar, assignedPlans } = frame
  return {
    id: tenant.tenantId,
    deletedDateTime: null,
    businessPhones: ['+44 7700900100'],
    city: details.city,
    country: null,
    countryLetterCode: 'NO',
    createdDateTime: calendar.daysAgo(2600),
    defaultUsageLocation: 'NO',
    displayName: tenant.displayName,
    isMultipleDataLocationsForServicesEnabled: null,
    marketingNotificationEmails: [],
    onPremisesLastSyncDateTime: details.syncedAt,
    onPremisesSyncEnabled: details.syncedAt ? true : null,
    partnerTenantType: null,
    postalCode: null,
    preferredLanguage: 'en',
    securityComplianceNotificationMails: [],
    securityComplianceNotificationPhones: [],
    state: null,
    street: null,
    technicalNotificationMails: [`it@${company.domain}`],
    tenantType: 'AAD',
    directorySizeQuota: { used: details.quotaUsed, total: 300_000 },
    assignedPlans,
    onPremisesSyncStatus: [],
    privacyProfile: { contactEmail: `privacy@${company.domain}`, statementUrl: '' },
    provisionedPlans: [],
    verifiedDomains: [
      verified(company.domain, true),
      verified(company.initialDomain, false),
      ...(details.federated ?? []).map((name) => verified(name, false, 'Federated')),
    ],
  }
}

function verified(name: string, isDefault: boolean, type = 'Managed'): Item {
  const isInitial = name.endsWith('.onmicrosoft.com')
  return { capabilities: 'Email, OfficeCommunicationsOnline', isDefault, isInitial, name, type }
}

/** The two domains every tenant of ours has, its own and the one it was born with, and those that it federated. */
export function domains({ company }: Frame, federated: readonly string[] = []): Item[] {
  const managed = [domain(company.domain, true), domain(company.initialDomain, false)]
  return [...managed, ...federated.map((name) => domain(name, false, 'Federated'))]
}

function domain(id: string, isDefault: boolean, authenticationType = 'Managed'): Item {
  return {
    authenticationType,
    availabilityStatus: null,
    id,
    isAdminManaged: true,
    isDefault,
    isInitial: id.endsWith('.onmicrosoft.com'),
    isRoot: true,
    isVerified: true,
    supportedServices: ['Email', 'OfficeCommunicationsOnline'],
    passwordValidityPeriodInDays: 2_147_483_647,
    passwordNotificationWindowInDays: 14,
    state: null,
  }
}
