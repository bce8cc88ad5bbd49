/**
 * ScubaGear's ProviderSettingsExport.json, or any fragment of one: its Entra sections as datasets. Nothing is
 * repaired; a section that is not there was not asked for, and one whose command failed says so.
 */
import { partial } from '#model/coverage.ts'
import type { Import, ImportedDataset } from './import.ts'
import { exclusionDeclarations, statementsIn } from './scubagear/exclusions.ts'
import {
  appManagement,
  authenticationMethods,
  authorization,
  conditionalAccess,
  directorySettings,
  domains,
  licences,
  organizations,
  riskyClassifications,
  servicePlans,
} from './scubagear/policies.ts'
import { privilegedRoles, privilegedUsers } from './scubagear/privileged.ts'
import { type Section, textsOf } from './scubagear/section.ts'

interface KnownSection {
  /** The command that fills it, as ScubaGear names it among those that failed. */
  readonly command?: string
  read(section: unknown): readonly ImportedDataset[]
}

/** Marks a file as ScubaGear's and holds nothing that is judged here. */
const passedOver: KnownSection = { read: () => [] }

/** The top-level keys that mark a file as ScubaGear's. */
const SECTIONS: Readonly<Record<string, KnownSection>> = {
  tenant_details: { command: 'Get-MgBetaOrganization', read: organizations },
  conditional_access_policies: {
    command: 'Get-MgBetaIdentityConditionalAccessPolicy',
    read: conditionalAccess,
  },
  authorization_policies: { command: 'Get-MgBetaPolicyAuthorizationPolicy', read: authorization },
  authentication_method: {
    command: 'Get-MgBetaPolicyAuthenticationMethodPolicy',
    read: authenticationMethods,
  },
  privileged_users: { command: 'Get-PrivilegedUser', read: privilegedUsers },
  privileged_roles: { command: 'Get-PrivilegedRole', read: privilegedRoles },
  domain_settings: { command: 'Get-MgBetaDomain', read: domains },
  license_information: { command: 'Get-MgBetaSubscribedSku', read: licences },
  service_plans: { command: 'Get-MgBetaSubscribedSku', read: servicePlans },
  directory_settings: { command: 'Get-MgBetaDirectorySetting', read: directorySettings },
  default_app_management_policy: {
    command: 'Get-MgBetaPolicyDefaultAppManagementPolicy',
    read: appManagement,
  },
  risky_delegated_permission_classifications: {
    command: 'Get-ServicePrincipalsWithRiskyDelegatedPermissionClassifications',
    read: riskyClassifications,
  },
  scuba_config: passedOver,
  privileged_service_principals: passedOver,
  risky_applications: passedOver,
  risky_third_party_service_principals: passedOver,
  aad_successful_commands: passedOver,
  aad_unsuccessful_commands: passedOver,
  total_user_count: passedOver,
  baseline_version: passedOver,
}

/** True for ScubaGear's export or a fragment of it: any of its top-level keys marks it. */
export function isScubaGearExport(body: unknown): body is Section {
  return (
    typeof body === 'object' &&
    body !== null &&
    !Array.isArray(body) &&
    Object.keys(body).some((key) => Object.hasOwn(SECTIONS, key))
  )
}

/** The datasets, declarations and statements of an export. */
export function readScubaGearExport(body: Section): Import {
  const failed = textsOf(body['aad_unsuccessful_commands'])
  const datasets = Object.entries(SECTIONS).flatMap(([key, { command, read }]) =>
    Object.hasOwn(body, key) ? read(body[key]).map((dataset) => afterCommand(dataset, command, failed)) : [],
  )
  const at = typeof body['timestamp_zulu'] === 'string' ? body['timestamp_zulu'] : undefined
  const config = body['scuba_config']
  return {
    datasets,
    declarations: exclusionDeclarations(config, at ?? ''),
    stated: statementsIn(config),
    notices: [],
    ...(at === undefined ? {} : { at }),
  }
}

/** ScubaGear writes an empty section when its command failed; that is not an empty tenant. */
function afterCommand(
  dataset: ImportedDataset,
  command: string | undefined,
  failed: readonly string[],
): ImportedDataset {
  if (command === undefined || !failed.includes(command)) return dataset
  return { ...dataset, coverage: partial(`ScubaGear reports that its command ${command} failed`) }
}
