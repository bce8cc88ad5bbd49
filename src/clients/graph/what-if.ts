/**
 * The one question that Graph takes as POST beside `$batch`: which policies would apply to a sign-in. It is a read, and
 * the path is fixed here, so that nothing else can be posted (identity.md §a.4 "Verify with the server").
 */
import { guardedUrl, type ReaderParts, readUntilSettled } from '../http/reader.ts'
import type { ServiceAnswer, ServiceRead } from '../http/service.ts'

const PATH = '/v1.0/identity/conditionalAccess/evaluate'

/** Asks in the lane of Conditional Access, one request a second. @throws as `Service.get` */
export async function askWhatIf(
  reader: ReaderParts,
  headers: Readonly<Record<string, string>>,
  signIn: object,
  { signal }: Pick<ServiceRead, 'signal'>,
): Promise<ServiceAnswer> {
  const url = guardedUrl(PATH, reader.origin)
  const body = JSON.stringify(signIn)
  return readUntilSettled(reader, url, { lane: 'conditionalAccess', units: 1, headers, body, signal })
}
