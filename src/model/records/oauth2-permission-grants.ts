import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/** What an application may do in the name of one user (`Principal`) or of every user (`AllPrincipals`). */
export const oauth2PermissionGrants = defineDataset({
  name: 'oauth2PermissionGrants',
  title: 'Delegated permissions granted to applications, by one user or for all',
  key: ['id'],
  record: z.object({
    id: z.string(),
    clientId: absentOrText,
    consentType: absentOrText,
    principalId: absentOrText,
    resourceId: absentOrText,
    scope: absentOrText,
  }),
})
export type OAuth2PermissionGrant = RecordOf<typeof oauth2PermissionGrants>
