/**
 * A report that Graph does not send but points to: the answer is 302 with a link to another host. Whoever has the
 * link has the report, so it is a secret that stands in no message; and the token stays here (identity.md §b.4).
 */

import type { Refusal } from '#model/refusal.ts'
import { isLoopback } from '../clouds.ts'
import { type ReaderParts, readUntilSettled, type Sending } from '../http/reader.ts'
import type { ServiceAnswer } from '../http/service.ts'
import { type HttpResponse, headerOf } from '../http/transport.ts'

/** The code of a refusal by the host of reports; a new link may lead to one that answers. */
export const HOST_FAILED = 'report-host-failed'

export type Download =
  /** Reading the chunks may throw `DownloadBroken`. */
  | { readonly ok: true; readonly chunks: AsyncIterable<Uint8Array> }
  | { readonly ok: false; readonly refusal: Refusal }

/** The other host was reached and did not send the file to its end. */
export class DownloadBroken extends Error {
  override readonly name = 'DownloadBroken'
}

/** Asks for the link and opens the file behind it. @throws as `Service.get` */
export async function openDownload(parts: ReaderParts, url: URL, sending: Sending): Promise<Download> {
  let link: string | undefined
  const listening: Sending = {
    ...sending,
    onResponse: (response) => {
      sending.onResponse?.(response)
      link = response.status === FOUND ? headerOf(response, 'location') : undefined
    },
  }
  const answer = await readUntilSettled(parts, url, listening)
  if (link === undefined) return refusedOrNoReport(answer)
  const target = allowedTarget(link, parts.origin)
  if (target === undefined) return broken('the service pointed to a host that is none of its own for reports')
  return openFile(parts, target, sending.signal)
}

const FOUND = 302

function refusedOrNoReport(answer: ServiceAnswer): Download {
  return answer.ok ? broken('the service sent something else in place of the link to a report') : answer
}

/** Where Microsoft keeps finished reports: `reports.office.com`, and one such host for each of its regions. */
const REPORT_HOST = /^reports[a-z0-9-]*\.office\.com$/

/** The target of a link, if it is one that is followed. A simulated cloud keeps its reports itself. */
function allowedTarget(link: string, origin: string): URL | undefined {
  const target = URL.canParse(link) ? new URL(link) : undefined
  if (target?.protocol === 'https:' && target.port === '' && REPORT_HOST.test(target.hostname)) return target
  return target?.origin === origin && isLoopback(target.hostname) ? target : undefined
}

async function openFile(
  { transport }: ReaderParts,
  url: URL,
  signal: AbortSignal | undefined,
): Promise<Download> {
  try {
    const headers = { accept: 'text/csv, application/octet-stream' }
    const response = await transport.send({ method: 'GET', url, headers, signal, streamed: true })
    if (response.status === 200) return { ok: true, chunks: chunksOf(response) }
    await drained(response)
    return hostFailed(response.status, `the host of reports answered with HTTP ${response.status}`)
  } catch (error) {
    signal?.throwIfAborted()
    return hostFailed(0, `the host of reports did not answer (${reasonOf(error)})`)
  }
}

/** Links die soon; and what the host says besides is about the link, not about the tenant. */
function hostFailed(status: number, message: string): Download {
  return { ok: false, refusal: { kind: 'failing', status, code: HOST_FAILED, message } }
}

/** A report of a million accounts is about 300 MB; more than this is an attack or a fault. */
const LARGEST_REPORT_BYTES = 2 * 1024 ** 3

async function* chunksOf({ body, text }: HttpResponse): AsyncGenerator<Uint8Array> {
  let bytes = 0
  try {
    for await (const chunk of body ?? [Buffer.from(text)]) {
      bytes += chunk.length
      if (bytes > LARGEST_REPORT_BYTES) throw new DownloadBroken('the report is larger than 2 GB')
      yield chunk
    }
  } catch (error) {
    if (error instanceof DownloadBroken) throw error
    throw new DownloadBroken(`the report broke off (${reasonOf(error)})`, { cause: error })
  }
}

/** An answer that nobody reads would keep its connection. */
async function drained({ body }: HttpResponse): Promise<void> {
  for await (const _chunk of body ?? []) return
}

/** The code of a network error, and never the words of a library: they may hold the link. */
function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | undefined)?.code ?? 'network error'
}

function broken(message: string): Download {
  return { ok: false, refusal: { kind: 'broken', status: 302, code: 'report-link', message } }
}
