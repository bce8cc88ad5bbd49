/** Microsoft Graph, read-only. */
import type { Cloud } from '../clouds.ts'
import { guardedUrl, type ReaderParts, readUntilSettled, type Sending } from '../http/reader.ts'
import type { Service, ServiceAnswer, ServiceRead } from '../http/service.ts'
import { headerOf } from '../http/transport.ts'
import { type AuditQuestion, createAuditQuery } from './audit-queries.ts'
import { readBatch } from './batch.ts'
import { type Download, openDownload } from './download.ts'
import { directoryUnits } from './price.ts'
import { askWhatIf } from './what-if.ts'

export interface GraphClient extends Service {
  /** Reads a report that the service only points to. @throws as `get` */
  download(path: string, read: ServiceRead): Promise<Download>
  /** Asks which policies would apply to a sign-in; changes nothing. @throws as `get` */
  whatIf(signIn: object, read?: Pick<ServiceRead, 'signal'>): Promise<ServiceAnswer>
  /** Leaves a question about the unified log with the service; its answer is read later. @throws as `get` */
  auditQuery(question: AuditQuestion, read?: Pick<ServiceRead, 'signal'>): Promise<ServiceAnswer>
  /** The tenant that the token is for, when it shows it. */
  tenant(): Promise<string | undefined>
  /** Says how large the tenant is: Microsoft allows large ones more. */
  expectAccounts(accounts: number): void
}

export interface GraphParts extends Omit<ReaderParts, 'origin'> {
  readonly cloud: Cloud
}

/** Late enum members come by their names only with this header (identity.md §a.2). */
const HEADERS = { accept: 'application/json', prefer: 'include-unknown-enum-members' }

/** Makes a client of one tenant. */
export function openGraph(parts: GraphParts): GraphClient {
  const reader: ReaderParts = { ...parts, origin: parts.cloud.graph }
  const get = async (path: string, read: ServiceRead): Promise<ServiceAnswer> => {
    const url = guardedUrl(path, reader.origin)
    return readUntilSettled(reader, url, sendingOf(reader, url, read))
  }
  return {
    get,
    download: async (path, read) => {
      const url = guardedUrl(path, reader.origin)
      return openDownload(reader, url, sendingOf(reader, url, read))
    },
    getMany: (paths, read) => readBatch({ reader, get, headers: HEADERS }, paths, read),
    whatIf: (signIn, read = {}) => askWhatIf(reader, HEADERS, signIn, read),
    auditQuery: (question, read = {}) => createAuditQuery(reader, HEADERS, question, read),
    grantedPermissions: async () => (await parts.tokens.token()).roles,
    tenant: async () => (await parts.tokens.token()).tenant,
    expectAccounts: (accounts) => parts.lanes.expectAccounts(accounts),
  }
}

function sendingOf({ lanes }: ReaderParts, url: URL, { lane, headers, signal }: ServiceRead): Sending {
  const units = lane === 'directory' ? directoryUnits(url) : 1
  return {
    lane,
    units,
    headers: { ...HEADERS, ...headers },
    signal,
    onResponse: (response) => {
      // The service's own price counts; ours was a guess.
      const price = Number(headerOf(response, 'x-ms-resource-unit'))
      if (lane === 'directory' && price > 0) lanes.charge(lane, price - units)
      const share = Number(headerOf(response, 'x-ms-throttle-limit-percentage'))
      if (lane === 'directory' && share > 0) lanes.used(lane, share)
    },
  }
}
