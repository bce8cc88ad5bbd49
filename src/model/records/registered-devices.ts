import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/** The devices that one account has registered. */
export const registeredDevices = defineDataset({
  name: 'registeredDevices',
  title: 'Devices that role holders have registered',
  key: ['userId'],
  record: z.object({
    userId: z.string(),
    devices: z.array(
      z.object({
        id: z.string(),
        '@odata.type': absentOrText,
        deviceId: absentOrText,
        displayName: absentOrText,
        operatingSystem: absentOrText,
        operatingSystemVersion: absentOrText,
        trustType: absentOrText,
        isCompliant: z.boolean().nullish(),
        isManaged: z.boolean().nullish(),
        accountEnabled: z.boolean().nullish(),
        approximateLastSignInDateTime: absentOrText,
        registrationDateTime: absentOrText,
        manufacturer: absentOrText,
        model: absentOrText,
      }),
    ),
  }),
})
export type RegisteredDevices = RecordOf<typeof registeredDevices>
