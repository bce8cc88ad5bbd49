import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/**
 * An account. What says that somebody's home is elsewhere is `identities` and the UPN, not `userType`
 * (identity.md §e.1: external members exist).
 */
export const users = defineDataset({
  name: 'users',
  title: 'Accounts: members, guests, resource and service accounts',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    userPrincipalName: absentOrText,
    mail: absentOrText,
    accountEnabled: z.boolean().nullish(),
    userType: absentOrText,
    creationType: absentOrText,
    externalUserState: absentOrText,
    createdDateTime: absentOrText,
    onPremisesSyncEnabled: z.boolean().nullish(),
    identities: z
      .array(z.object({ signInType: absentOrText, issuer: absentOrText, issuerAssignedId: absentOrText }))
      .nullish(),
  }),
})
export type User = RecordOf<typeof users>
