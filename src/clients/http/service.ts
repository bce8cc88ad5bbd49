/** What every service's client offers to the pipeline: reads that end in an answer or in a refusal. */
import type { Refusal } from '#model/refusal.ts'
import type { Lane } from './lanes.ts'
import type { HttpResponse } from './transport.ts'

export interface ServiceRead {
  readonly lane: Lane
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

export type ServiceAnswer =
  | { readonly ok: true; readonly body: unknown; readonly headers?: HttpResponse['headers'] }
  | { readonly ok: false; readonly refusal: Refusal }

export interface Service {
  /**
   * Reads a path (`/v1.0/users?…`) or a next link.
   * @throws KeywardError `next-link-elsewhere`; of Graph also `service-unreachable` and `sign-in-refused`, which of
   *   Azure are refusals
   */
  get(pathOrNextLink: string, read: ServiceRead): Promise<ServiceAnswer>
  /** Reads several paths at once, in as few round trips as the service allows; the answers in the same order. */
  getMany(paths: readonly string[], read: ServiceRead): Promise<readonly ServiceAnswer[]>
  /** The permissions that the token shows; undefined when it shows none. */
  grantedPermissions(): Promise<readonly string[] | undefined>
}
