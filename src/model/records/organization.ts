import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, texts } from './fields.ts'

/** The tenant itself. */
export const organization = defineDataset({
  name: 'organization',
  title: 'The organisation: name, verified domains, technical and security contacts',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    createdDateTime: absentOrText,
    onPremisesSyncEnabled: z.boolean().nullish(),
    partnerTenantType: absentOrText,
    technicalNotificationMails: texts.nullish(),
    securityComplianceNotificationMails: texts.nullish(),
    verifiedDomains: z
      .array(
        z.object({
          name: absentOrText,
          isDefault: z.boolean().nullish(),
          isInitial: z.boolean().nullish(),
          type: absentOrText,
        }),
      )
      .nullish(),
  }),
})
export type Organization = RecordOf<typeof organization>
