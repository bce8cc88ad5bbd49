import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/** The public name of another organisation. */
export const tenantInformation = defineDataset({
  name: 'tenantInformation',
  title:
    'Names of the other organisations that appear in roles, policies and applications, or as service providers in logs',
  key: ['tenantId'],
  record: z.object({
    tenantId: z.string(),
    displayName: absentOrText,
    defaultDomainName: absentOrText,
    federationBrandName: absentOrText,
  }),
})
export type TenantInformation = RecordOf<typeof tenantInformation>
