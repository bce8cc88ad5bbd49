import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/** A part of the directory that roles can be limited to; a restricted one keeps other administrators out. */
export const administrativeUnits = defineDataset({
  name: 'administrativeUnits',
  title: 'Administrative units, restricted ones marked',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    visibility: absentOrText,
    isMemberManagementRestricted: z.boolean().nullish(),
    membershipType: absentOrText,
    membershipRule: absentOrText,
  }),
})
export type AdministrativeUnit = RecordOf<typeof administrativeUnits>
