/** The sections of ScubaGear's export that hold policies and settings. */
import { complete, partial } from '#model/coverage.ts'
import type { ImportedDataset } from '../import.ts'
import { asGraphWrites } from '../pascal-case.ts'
import { imported, listOf, recordsOf, textsOf } from './section.ts'

type Read = readonly ImportedDataset[]

/** `tenant_details`. */
export function organizations(section: unknown): Read {
  const details = listOf(section)[0]
  const whole = listOf(details?.['AADAdditionalData'])[0]
  if (whole) return [imported('organization', [asGraphWrites(whole)], complete)]
  const { TenantId: id, DisplayName: displayName } = details ?? {}
  return id === undefined ? [] : [imported('organization', [{ id, displayName }], complete)]
}

/** `conditional_access_policies`. */
export function conditionalAccess(section: unknown): Read {
  return [imported('conditionalAccessPolicies', recordsOf(section, 'policy'), complete)]
}

/** `authorization_policies`. */
export function authorization(section: unknown): Read {
  return [imported('authorizationPolicy', recordsOf(section, 'authorizationPolicy'), complete)]
}

/** `authentication_method`: the policy, and the settings of each method beside it. */
export function authenticationMethods(section: unknown): Read {
  const items = listOf(section).map((entry) => ({
    id: 'authenticationMethodsPolicy',
    ...(asGraphWrites(entry['authentication_method_policy'] ?? {}) as object),
    ...(Array.isArray(entry['authentication_method_feature_settings'])
      ? { authenticationMethodConfigurations: asGraphWrites(entry['authentication_method_feature_settings']) }
      : {}),
  }))
  return [imported('authenticationMethodsPolicy', items, complete)]
}

/** `domain_settings`. */
export function domains(section: unknown): Read {
  return [imported('domains', listOf(section).map(asGraphWrites), complete)]
}

/** `license_information`: which plan belongs to which licence is not in the export. */
export function licences(section: unknown): Read {
  const items = listOf(section).map(asGraphWrites)
  return [imported('subscribedSkus', items, partial('ScubaGear lists licences without their service plans'))]
}

/** `service_plans`: the plans of all licences together. */
export function servicePlans(section: unknown): Read {
  return [imported('servicePlans', listOf(section).map(asGraphWrites), complete)]
}

/** `directory_settings`. */
export function directorySettings(section: unknown): Read {
  return [imported('directorySettings', recordsOf(section, 'setting'), complete)]
}

/** `default_app_management_policy`. */
export function appManagement(section: unknown): Read {
  return [imported('defaultAppManagementPolicy', recordsOf(section, 'defaultAppManagementPolicy'), complete)]
}

/** `risky_delegated_permission_classifications`: one permission may stand there as itself, without a list. */
export function riskyClassifications(section: unknown): Read {
  const items = listOf(section).map((item, index) => {
    const { ObjectId: id = `classification-${index + 1}`, DisplayName: displayName } = item
    const risky = item['RiskyPermClassifications']
    return { id, displayName, riskyPermClassifications: typeof risky === 'string' ? [risky] : textsOf(risky) }
  })
  return [imported('riskyDelegatedPermissionClassifications', items, complete)]
}
