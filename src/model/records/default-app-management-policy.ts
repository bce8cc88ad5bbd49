import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

const credentialRule = z.object({
  restrictionType: absentOrText,
  state: absentOrText,
  /** ISO 8601 duration. */
  maxLifetime: absentOrText,
  /** Only applications created after this are restricted; the year 1 means all. */
  restrictForAppsCreatedAfterDateTime: absentOrText,
})

const restrictions = z.object({
  passwordCredentials: z.array(credentialRule).nullish(),
  keyCredentials: z.array(credentialRule).nullish(),
})

/** What credentials applications and service principals may be given. One record. */
export const defaultAppManagementPolicy = defineDataset({
  name: 'defaultAppManagementPolicy',
  title: 'Default app management policy: which credentials applications may have, and for how long',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    isEnabled: z.boolean().nullish(),
    applicationRestrictions: restrictions.nullish(),
    servicePrincipalRestrictions: restrictions.nullish(),
  }),
})
export type DefaultAppManagementPolicy = RecordOf<typeof defaultAppManagementPolicy>
