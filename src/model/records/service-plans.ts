import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/** A plan that some licence of the tenant holds; which licence, this list does not say. */
export const servicePlans = defineDataset({
  name: 'servicePlans',
  title: 'Service plans of all licences together, as ScubaGear lists them',
  key: ['servicePlanId'],
  record: z.object({
    servicePlanId: z.string(),
    servicePlanName: absentOrText,
  }),
})
export type ServicePlan = RecordOf<typeof servicePlans>
