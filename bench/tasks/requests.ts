/** What a process asks over HTTP, overheard from undici's own announcements. */
import { subscribe } from 'node:diagnostics_channel'

export interface Recorded {
  readonly path: string
  readonly status: number
}

interface Announcement {
  readonly request: { readonly method: string; readonly path: string }
  readonly response: { readonly statusCode: number }
}

/** From now on, every GET that was answered; the list grows as they come. */
export function recordRequests(): readonly Recorded[] {
  const requests: Recorded[] = []
  subscribe('undici:request:headers', (message) => {
    const { request, response } = message as Announcement
    if (request.method === 'GET') requests.push({ path: request.path, status: response.statusCode })
  })
  return requests
}
