import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/** A licence package that the tenant holds. */
export const subscribedSkus = defineDataset({
  name: 'subscribedSkus',
  title: 'Licences of the tenant and the service plans inside them',
  key: ['skuId'],
  record: z.object({
    skuId: z.string(),
    skuPartNumber: absentOrText,
    capabilityStatus: absentOrText,
    consumedUnits: z.number().nullish(),
    prepaidUnits: z
      .object({
        enabled: z.number().nullish(),
        suspended: z.number().nullish(),
        warning: z.number().nullish(),
        lockedOut: z.number().nullish(),
      })
      .nullish(),
    servicePlans: z
      .array(
        z.object({
          servicePlanId: z.string(),
          servicePlanName: absentOrText,
          provisioningStatus: absentOrText,
          appliesTo: absentOrText,
        }),
      )
      .nullish(),
  }),
})
export type SubscribedSku = RecordOf<typeof subscribedSkus>
