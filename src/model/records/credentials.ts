/**
 * The credentials of an application: which there are and until when. Certificates, thumbprints and the hint that
 * Microsoft gives of a secret (its first letters) are left at the door.
 */
import { z } from 'zod'
import { absentOrText } from './fields.ts'

const credential = {
  keyId: absentOrText,
  displayName: absentOrText,
  startDateTime: absentOrText,
  endDateTime: absentOrText,
}

export const keyCredentials = z
  .array(z.object({ ...credential, type: absentOrText, usage: absentOrText }))
  .nullish()
export const passwordCredentials = z.array(z.object(credential)).nullish()

export const verifiedPublisher = z
  .object({ displayName: absentOrText, verifiedPublisherId: absentOrText, addedDateTime: absentOrText })
  .nullish()
