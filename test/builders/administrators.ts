/** What is known of an administrator beside the role: profile, usage, devices, methods that bring the account back. */
import type { AdministratorProfile } from '#model/records/administrator-profiles.ts'
import type { AuthenticationMethods } from '#model/records/authentication-methods.ts'
import type { RegisteredDevices } from '#model/records/registered-devices.ts'
import type { EmailActivityUserDetail, Office365ActiveUserDetail } from '#model/records/usage-reports.ts'

/** An administrator without mailbox, licence, phone or address. */
export function aProfile(id = 'ada', changes: Partial<AdministratorProfile> = {}): AdministratorProfile {
  return {
    id,
    mail: null,
    proxyAddresses: [],
    otherMails: [],
    mobilePhone: null,
    businessPhones: [],
    assignedPlans: [],
    ...changes,
  }
}

export const exchangePlan = { service: 'exchange', capabilityStatus: 'Enabled' }

/** Nothing was used. */
export function aUsage(
  id = 'ada',
  changes: Partial<Office365ActiveUserDetail> = {},
): Office365ActiveUserDetail {
  return { userPrincipalName: `${id}@contoso.example`, reportRefreshDate: '2026-05-30', ...changes }
}

/** Nothing was sent or read. */
export function aMailUsage(
  id = 'ada',
  changes: Partial<EmailActivityUserDetail> = {},
): EmailActivityUserDetail {
  return {
    userPrincipalName: `${id}@contoso.example`,
    reportRefreshDate: '2026-05-30',
    sendCount: 0,
    receiveCount: 3,
    readCount: 0,
    ...changes,
  }
}

type Method = AuthenticationMethods['methods'][number]

/** The methods of an account, beside a password. */
export function methodsOf(userId: string, ...more: readonly (Partial<Method> & { readonly type: string })[]) {
  const methods = [{ type: 'password' }, ...more].map(({ type, ...fields }, index) => ({
    '@odata.type': `#microsoft.graph.${type}AuthenticationMethod`,
    id: `${userId}-${type}-${index}`,
    ...fields,
  }))
  return { userId, methods } satisfies AuthenticationMethods
}

type Device = RegisteredDevices['devices'][number]

/** A laptop that the organisation manages, used yesterday. */
export function aDevice(id = 'laptop', changes: Partial<Device> = {}): Device {
  return {
    id,
    displayName: id,
    operatingSystem: 'Windows',
    trustType: 'AzureAd',
    isCompliant: true,
    isManaged: true,
    accountEnabled: true,
    approximateLastSignInDateTime: '2026-05-31T00:00:00Z',
    registrationDateTime: '2025-01-01T00:00:00Z',
    ...changes,
  }
}
