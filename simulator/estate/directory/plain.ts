import type { Frame } from '../frame.ts'
import type { DirectoryExtras } from '../types.ts'
import { commerceSubscriptions } from './commerce.ts'
import { devices } from './devices.ts'
import { authorizationPolicy, reportSettings, secureScore } from './settings.ts'
import { exchangeRoles, intuneRoles } from './workload-roles.ts'

/** What every tenant has around its accounts, when nobody has done anything about it. */
export function plainExtras(frame: Frame, users: number): DirectoryExtras {
  return {
    applications: [],
    appRoleAssignments: [],
    oauth2PermissionGrants: [],
    owners: {},
    sponsors: {},
    devices: devices(frame, []),
    administrativeUnits: [],
    scopedRoleMembers: {},
    accessReviewDefinitions: [],
    authorizationPolicy: authorizationPolicy(),
    federationConfigurations: {},
    governanceRelationships: [],
    relatedTenants: [],
    ...exchangeRoles(frame, {}),
    ...intuneRoles(frame, {}),
    secureScores: [secureScore(frame, users)],
    commerceSubscriptions: commerceSubscriptions(frame),
    reportSettings: reportSettings(true),
    signIns: [],
    directoryAudits: [],
    partnerInformation: null,
  }
}
