/**
 * The Office 365 Management Activity API: the unified log in blobs, listed by when they became available. Everything is a
 * read but one call: starting a subscription tells the service to gather content for this application. It waits for the
 * customer's word and has a method of its own here, so that no reading path can reach it.
 */
import { KeywardError } from '#model/errors.ts'
import type { Refusal } from '#model/refusal.ts'
import type { Cloud } from '../clouds.ts'
import { guardedUrl, type ReaderParts, readUntilSettled, type Sending } from '../http/reader.ts'
import type { ServiceAnswer, ServiceRead } from '../http/service.ts'
import { headerOf } from '../http/transport.ts'
import { type ContentType, isContentType } from './content-types.ts'
import { managementRefusal } from './refusals.ts'

export interface Subscription {
  readonly contentType: ContentType
  /** False for one that an administrator switched off. */
  readonly isEnabled: boolean
}

/** A blob of events, and where it is. */
export interface ContentBlob {
  readonly contentUri: string
  readonly contentId: string
  /** When it became available, ISO 8601. */
  readonly contentCreated: string
}

export type Listed<T> =
  | { readonly ok: true; readonly items: readonly T[]; readonly next?: string }
  | { readonly ok: false; readonly refusal: Refusal }

type Asking = Pick<ServiceRead, 'signal'>

export interface ManagementClient {
  /** What is gathered for this application. @throws KeywardError `next-link-elsewhere` */
  subscriptions(read?: Asking): Promise<Listed<Subscription>>
  /** Has the service gather content from now on: the one call that leaves something behind. */
  start(contentType: ContentType, read?: Asking): Promise<ServiceAnswer>
  /** The first page of blobs that became available from `from` on and before `to` (ISO 8601, at most a day). */
  content(contentType: ContentType, from: string, to: string, read?: Asking): Promise<Listed<ContentBlob>>
  /** A further page. @throws KeywardError `next-link-elsewhere` for one of another host */
  nextContent(link: string, read?: Asking): Promise<Listed<ContentBlob>>
  /** The events of a blob. @throws KeywardError `next-link-elsewhere` for one of another host */
  blob(contentUri: string, read?: Asking): Promise<Listed<unknown>>
  /** The permissions that the token shows. @throws KeywardError `sign-in-refused`, `service-unreachable` */
  grantedPermissions(): Promise<readonly string[] | undefined>
}

export interface ManagementParts extends Omit<ReaderParts, 'origin'> {
  readonly cloud: Cloud
  /** The id of the tenant, which every address begins with. */
  readonly tenant: () => Promise<string>
}

const LANE = 'managementActivity'
const HEADERS = { accept: 'application/json' }

/** Makes a client of one tenant. */
export function openManagement(parts: ManagementParts): ManagementClient {
  const reader: ReaderParts = { ...parts, origin: parts.cloud.management }
  const send = async (path: string, read: Asking = {}, body?: string): Promise<Raw> => {
    const url = guardedUrl(path, reader.origin)
    return contained(() => readOnce(reader, url, read, body))
  }
  const operation = async (name: string, query: Readonly<Record<string, string>> = {}): Promise<string> => {
    const tenant = await parts.tenant()
    // Without a publisher all callers of the world share one quota; the customer's own tenant has one to itself.
    const options = new URLSearchParams({ ...query, PublisherIdentifier: tenant })
    return `/api/v1.0/${encodeURIComponent(tenant)}/activity/feed/${name}?${options.toString()}`
  }
  return {
    subscriptions: async (read) =>
      listed(ofKnownTypes(await send(await operation('subscriptions/list'), read)), subscriptionIn),
    start: async (contentType, read) => {
      const { answer } = await send(await operation('subscriptions/start', { contentType }), read, '')
      return answer
    },
    content: async (contentType, startTime, endTime, read) =>
      listed(
        await send(await operation('subscriptions/content', { contentType, startTime, endTime }), read),
        blobIn,
      ),
    nextContent: async (link, read) => listed(await send(link, read), blobIn),
    blob: async (contentUri, read) => listed(await send(contentUri, read), (item) => item),
    grantedPermissions: async () => (await parts.tokens.token()).roles,
  }
}

interface Raw {
  readonly answer: ServiceAnswer
  readonly next?: string | undefined
}

async function readOnce(reader: ReaderParts, url: URL, { signal }: Asking, body?: string): Promise<Raw> {
  let next: string | undefined
  const sending: Sending = {
    lane: LANE,
    units: 1,
    headers: HEADERS,
    signal,
    ...(body === undefined ? {} : { body }),
    onResponse: (response) => {
      next = headerOf(response, 'nextpageuri')
    },
  }
  const answer = await readUntilSettled(reader, url, sending)
  return answer.ok ? { answer, next } : { answer: { ok: false, refusal: managementRefusal(answer.refusal) } }
}

/** This API is one part of a tenant: whoever cannot sign in to it, or not reach it, still reads all the rest. */
async function contained(read: () => Promise<Raw>): Promise<Raw> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof KeywardError)) throw error
    const kind = KINDS_OF_ERRORS[error.code]
    if (kind === undefined) throw error
    return { answer: { ok: false, refusal: { kind, status: 0, code: error.code, message: error.message } } }
  }
}

const KINDS_OF_ERRORS: Readonly<Record<string, Refusal['kind']>> = {
  'sign-in-refused': 'unauthenticated',
  'service-unreachable': 'unreachable',
}

/** Reads a list, all of whose elements must be what they should; one that is not makes the answer no list at all. */
function listed<T>({ answer, next }: Raw, itemIn: (item: unknown) => T | undefined): Listed<T> {
  if (!answer.ok) return answer
  const { body } = answer
  const items = Array.isArray(body) ? body.map(itemIn) : [undefined]
  const whole = items.flatMap((item) => (item === undefined ? [] : [item]))
  if (whole.length < items.length) return noList()
  return { ok: true, items: whole, ...(next === undefined || next === '' ? {} : { next }) }
}

function noList(): { readonly ok: false; readonly refusal: Refusal } {
  const message = 'the service sent something else than a list of what was asked for'
  return { ok: false, refusal: { kind: 'broken', status: 200, code: 'no-list', message } }
}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (item: unknown): Fields | undefined =>
  typeof item === 'object' && item !== null ? (item as Fields) : undefined

/** A content type of tomorrow is not this program's business, and its subscription is no fault of the list. */
function ofKnownTypes({ answer, next }: Raw): Raw {
  if (!answer.ok || !Array.isArray(answer.body)) return { answer, next }
  const body = answer.body.filter((item) => {
    const type = fieldsOf(item)?.['contentType']
    return typeof type !== 'string' || isContentType(type)
  })
  return { answer: { ...answer, body }, next }
}

function subscriptionIn(item: unknown): Subscription | undefined {
  const { contentType, status } = fieldsOf(item) ?? {}
  // The documented sample has one without a status: it is in the list because it was started.
  return isContentType(contentType) ? { contentType, isEnabled: status !== 'disabled' } : undefined
}

function blobIn(item: unknown): ContentBlob | undefined {
  const { contentUri, contentId, contentCreated } = fieldsOf(item) ?? {}
  if (typeof contentUri !== 'string' || typeof contentCreated !== 'string') return undefined
  return { contentUri, contentCreated, contentId: typeof contentId === 'string' ? contentId : contentUri }
}
