import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, open } from './fields.ts'

/** Whom a setting is for: a group, `all_users`, or (from older days) one user. */
const target = z.looseObject({ id: absentOrText, targetType: absentOrText })
const targets = z.array(target).nullish()

const configuration = z.looseObject({
  id: absentOrText,
  state: absentOrText,
  '@odata.type': absentOrText,
  includeTargets: targets,
  excludeTargets: targets,
})

const campaign = z.looseObject({
  state: absentOrText,
  snoozeDurationInDays: z.number().nullish(),
  enforceRegistrationAfterAllowedSnoozes: z.boolean().nullish(),
  includeTargets: targets,
  excludeTargets: targets,
})

/** Which authentication methods the tenant allows, to whom. One record. */
export const authenticationMethodsPolicy = defineDataset({
  name: 'authenticationMethodsPolicy',
  title: 'Authentication methods policy: which methods are allowed, to whom, and the registration campaign',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    policyMigrationState: absentOrText,
    registrationEnforcement: open
      .extend({ authenticationMethodsRegistrationCampaign: campaign.nullish() })
      .nullish(),
    /** In beta only: whether people are asked for their strongest method first. */
    systemCredentialPreferences: z
      .looseObject({ state: absentOrText, includeTargets: targets, excludeTargets: targets })
      .nullish(),
    authenticationMethodConfigurations: z.array(configuration).nullish(),
  }),
})
export type AuthenticationMethodsPolicy = RecordOf<typeof authenticationMethodsPolicy>
export type MethodConfiguration = z.infer<typeof configuration>
export type RegistrationCampaign = z.infer<typeof campaign>
export type PolicyTarget = z.infer<typeof target>
