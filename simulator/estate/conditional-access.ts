import type { Frame } from './frame.ts'
import type { Item } from './types.ts'

export interface PolicySketch {
  readonly name: string
  readonly displayName: string
  readonly state: 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced'
  readonly users: Readonly<Record<string, readonly string[]>>
  readonly applications?: readonly string[]
  readonly clientAppTypes?: readonly string[]
  readonly conditions?: Item
  readonly grant: Item
  readonly templateId?: string
}

const nobody = {
  includeUsers: [],
  excludeUsers: [],
  includeGroups: [],
  excludeGroups: [],
  includeRoles: [],
  excludeRoles: [],
  includeGuestsOrExternalUsers: null,
  excludeGuestsOrExternalUsers: null,
}

function applications(includeApplications: readonly string[]): Item {
  return {
    includeApplications,
    excludeApplications: [],
    includeUserActions: [],
    includeAuthenticationContextClassReferences: [],
    applicationFilter: null,
  }
}

/** One policy, every field present and in the order of the recorded list (nothing set reads `null` or `[]`). */
export function conditionalAccessPolicy(frame: Frame, sketch: PolicySketch): Item {
  return {
    id: frame.id(`policy/${sketch.name}`),
    templateId: sketch.templateId ?? null,
    displayName: sketch.displayName,
    createdDateTime: `${frame.calendar.daysAgo(500).slice(0, -1)}.7037785Z`,
    modifiedDateTime: null,
    state: sketch.state,
    sessionControls: null,
    conditions: {
      userRiskLevels: [],
      signInRiskLevels: [],
      clientAppTypes: sketch.clientAppTypes ?? ['all'],
      servicePrincipalRiskLevels: [],
      insiderRiskLevels: null,
      platforms: null,
      locations: null,
      devices: null,
      clientApplications: null,
      authenticationFlows: null,
      applications: applications(sketch.applications ?? ['All']),
      users: { ...nobody, ...sketch.users },
      ...sketch.conditions,
    },
    grantControls: {
      operator: 'OR',
      builtInControls: [],
      customAuthenticationFactors: [],
      termsOfUse: [],
      authenticationStrength: null,
      ...sketch.grant,
    },
  }
}

const mfaCombinations = [
  'windowsHelloForBusiness',
  'fido2',
  'x509CertificateMultiFactor',
  'deviceBasedPush',
  'temporaryAccessPassOneTime',
  'temporaryAccessPassMultiUse',
  'password,microsoftAuthenticatorPush',
  'password,softwareOath',
  'password,hardwareOath',
  'password,sms',
  'password,voice',
  'federatedMultiFactor',
]
const phishingResistant = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor']

function strength(
  id: string,
  displayName: string,
  allowedCombinations: readonly string[],
  policyType = 'builtIn',
): Item {
  return {
    id,
    createdDateTime: '2021-12-01T00:00:00Z',
    modifiedDateTime: '2021-12-01T00:00:00Z',
    displayName,
    description: `${displayName} authentication strength`,
    policyType,
    requirementsSatisfied: 'mfa',
    allowedCombinations,
    combinationConfigurations: [],
  }
}

const builtInStrength = (last: number): string => `00000000-0000-0000-0000-00000000000${last}`

/** The three built-in strengths (identity reference, section a.8). */
export const builtInStrengths = {
  mfa: strength(builtInStrength(2), 'Multifactor authentication', mfaCombinations),
  passwordless: strength(builtInStrength(3), 'Passwordless MFA', [...phishingResistant, 'deviceBasedPush']),
  phishingResistant: strength(builtInStrength(4), 'Phishing-resistant MFA', phishingResistant),
}

/** A strength somebody made: it lets frontline staff in with a QR code, an enum member that came late. */
export function frontlineStrength(frame: Frame): Item {
  const combinations = ['password,sms', 'password,microsoftAuthenticatorPush', 'qrCodePin']
  return strength(frame.id('strength/frontline'), 'Frontline sign-in', combinations, 'custom')
}
