import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { keyCredentials, passwordCredentials, verifiedPublisher } from './credentials.ts'
import { absentOrText } from './fields.ts'

/** An application registered in this tenant, with the credentials it holds and the permissions it asks for. */
export const applications = defineDataset({
  name: 'applications',
  title: 'Applications registered in this tenant, with their credentials (never the secrets)',
  key: ['id'],
  record: z.object({
    id: z.string(),
    appId: absentOrText,
    displayName: absentOrText,
    createdDateTime: absentOrText,
    signInAudience: absentOrText,
    publisherDomain: absentOrText,
    keyCredentials,
    passwordCredentials,
    requiredResourceAccess: z
      .array(
        z.object({
          resourceAppId: absentOrText,
          resourceAccess: z.array(z.object({ id: absentOrText, type: absentOrText })).nullish(),
        }),
      )
      .nullish(),
    verifiedPublisher,
  }),
})
export type Application = RecordOf<typeof applications>
