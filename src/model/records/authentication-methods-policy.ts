import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrOpen, absentOrText, open } from './fields.ts'

/** Which authentication methods the tenant allows, to whom. One record. */
export const authenticationMethodsPolicy = defineDataset({
  name: 'authenticationMethodsPolicy',
  title: 'Authentication methods policy: which methods are allowed, to whom, and the registration campaign',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    policyMigrationState: absentOrText,
    registrationEnforcement: absentOrOpen,
    authenticationMethodConfigurations: z
      .array(open.extend({ id: absentOrText, state: absentOrText, '@odata.type': absentOrText }))
      .nullish(),
  }),
})
export type AuthenticationMethodsPolicy = RecordOf<typeof authenticationMethodsPolicy>
