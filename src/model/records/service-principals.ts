import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { keyCredentials, passwordCredentials, verifiedPublisher } from './credentials.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

/**
 * An application as it acts in this tenant. `appOwnerOrganizationId` is the tenant that registered it: a partner's
 * application shows there (identity.md §b.6).
 */
export const servicePrincipals = defineDataset({
  name: 'servicePrincipals',
  title: 'Applications that act in this tenant, whoever registered them, and managed identities',
  key: ['id'],
  record: z.object({
    id: z.string(),
    appId: absentOrText,
    displayName: absentOrText,
    appOwnerOrganizationId: absentOrText,
    servicePrincipalType: absentOrText,
    accountEnabled: z.boolean().nullish(),
    signInAudience: absentOrText,
    createdDateTime: absentOrText,
    keyCredentials,
    passwordCredentials,
    verifiedPublisher,
    tags: absentOrTexts,
  }),
})
export type ServicePrincipal = RecordOf<typeof servicePrincipals>
