/**
 * Turns on the connections that several tenants share. A tenant with a million accounts has a thousand pages to ask
 * for, one with ten accounts has thirty; whoever serves both must not let the small one wait behind the large one.
 */
import type { Transport } from './transport.ts'

export interface Turns {
  /** Waits for a turn; the answer gives it back. @throws the signal's reason when it is aborted while waiting */
  take(tenant: string, signal?: AbortSignal): Promise<() => void>
}

interface Waiting {
  readonly start: () => void
}

/**
 * So many at once; whoever waits is served tenant after tenant, each in its own order.
 * @param atOnce how many requests of all tenants may be on their way
 */
export function fairTurns(atOnce: number): Turns {
  // A Map keeps the order in which tenants came; one that was served goes to the end.
  const queues = new Map<string, Waiting[]>()
  let free = atOnce
  const release = () => {
    const [first] = queues
    if (first === undefined) {
      free += 1
      return
    }
    const [tenant, queue] = first
    queues.delete(tenant)
    const next = queue.shift()
    if (queue.length > 0) queues.set(tenant, queue)
    next?.start()
  }
  const giveBackOnce = () => {
    let isOut = true
    return () => {
      if (isOut) release()
      isOut = false
    }
  }
  return {
    take: async (tenant, signal) => {
      signal?.throwIfAborted()
      if (free > 0) free -= 1
      else await waitIn(queues, tenant, signal)
      return giveBackOnce()
    },
  }
}

function waitIn(queues: Map<string, Waiting[]>, tenant: string, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const queue = queues.get(tenant) ?? []
    const stop = () => {
      queue.splice(queue.indexOf(waiting), 1)
      if (queue.length === 0) queues.delete(tenant)
      reject(signal?.reason)
    }
    const waiting: Waiting = {
      start: () => {
        signal?.removeEventListener('abort', stop)
        resolve()
      },
    }
    queue.push(waiting)
    queues.set(tenant, queue)
    signal?.addEventListener('abort', stop, { once: true })
  })
}

/** A tenant's way to the transport that it shares with others; closing it is not this tenant's business. */
export function sharedTransport(transport: Transport, turns: Turns, tenant: string): Transport {
  return {
    send: async (request) => {
      const giveBack = await turns.take(tenant, request.signal)
      try {
        return await transport.send(request)
      } finally {
        giveBack()
      }
    },
    close: async () => {},
  }
}
