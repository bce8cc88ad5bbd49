import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, texts } from './fields.ts'

/** The tenant itself, and the contacts that Microsoft writes to (identity.md §c). */
export const organization = defineDataset({
  name: 'organization',
  title: 'The organisation: name, verified domains; technical, security, privacy and marketing contacts',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    createdDateTime: absentOrText,
    /** Two letters, as the organisation registered; a phone from elsewhere stands out against it. */
    countryLetterCode: absentOrText,
    businessPhones: texts.nullish(),
    onPremisesSyncEnabled: z.boolean().nullish(),
    partnerTenantType: absentOrText,
    technicalNotificationMails: texts.nullish(),
    securityComplianceNotificationMails: texts.nullish(),
    securityComplianceNotificationPhones: texts.nullish(),
    marketingNotificationEmails: texts.nullish(),
    privacyProfile: z.object({ contactEmail: absentOrText, statementUrl: absentOrText }).nullish(),
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
