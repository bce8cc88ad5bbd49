import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrOpen, absentOrText, absentOrTexts } from './fields.ts'

const guestsOrExternalUsers = z.looseObject({
  guestOrExternalUserTypes: absentOrText,
  externalTenants: z.looseObject({ membershipKind: absentOrText, members: absentOrTexts }).nullish(),
})

const conditions = z.looseObject({
  users: z
    .looseObject({
      includeUsers: absentOrTexts,
      excludeUsers: absentOrTexts,
      includeGroups: absentOrTexts,
      excludeGroups: absentOrTexts,
      includeRoles: absentOrTexts,
      excludeRoles: absentOrTexts,
      includeGuestsOrExternalUsers: guestsOrExternalUsers.nullish(),
      excludeGuestsOrExternalUsers: guestsOrExternalUsers.nullish(),
    })
    .nullish(),
  applications: z
    .looseObject({
      includeApplications: absentOrTexts,
      excludeApplications: absentOrTexts,
      includeUserActions: absentOrTexts,
      includeAuthenticationContextClassReferences: absentOrTexts,
      applicationFilter: absentOrOpen,
    })
    .nullish(),
  clientAppTypes: absentOrTexts,
  platforms: z.looseObject({ includePlatforms: absentOrTexts, excludePlatforms: absentOrTexts }).nullish(),
  locations: z.looseObject({ includeLocations: absentOrTexts, excludeLocations: absentOrTexts }).nullish(),
  devices: absentOrOpen,
  authenticationFlows: absentOrOpen,
  clientApplications: absentOrOpen,
  userRiskLevels: absentOrTexts,
  signInRiskLevels: absentOrTexts,
  servicePrincipalRiskLevels: absentOrTexts,
  insiderRiskLevels: absentOrText,
})

const grantControls = z.looseObject({
  operator: absentOrText,
  builtInControls: absentOrTexts,
  customAuthenticationFactors: absentOrTexts,
  termsOfUse: absentOrTexts,
  authenticationStrength: z
    .looseObject({
      id: absentOrText,
      displayName: absentOrText,
      allowedCombinations: absentOrTexts,
      requirementsSatisfied: absentOrText,
      policyType: absentOrText,
    })
    .nullish(),
})

/**
 * A Conditional Access policy. Conditions stay open: a condition that this version does not know must make the
 * policy undecidable, so it may not be dropped at the door.
 */
export const conditionalAccessPolicies = defineDataset({
  name: 'conditionalAccessPolicies',
  title: 'Conditional Access policies',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    state: absentOrText,
    templateId: absentOrText,
    createdDateTime: absentOrText,
    modifiedDateTime: absentOrText,
    conditions: conditions.nullish(),
    grantControls: grantControls.nullish(),
    sessionControls: absentOrOpen,
  }),
})
export type ConditionalAccessPolicy = RecordOf<typeof conditionalAccessPolicies>
