/**
 * The time by the clock of the service. A machine whose clock runs ahead would ask for hours that have not happened, get
 * an empty answer, and hold it for proof; one that runs behind would ask for what is not kept. Every answer says what time
 * it is where the logs are written.
 */
import { headerOf, type Transport } from '#clients/http/transport.ts'

export interface ServiceClock {
  /** Milliseconds since 1970. */
  now(): number
  /** How much this machine's clock is ahead, in milliseconds; 0 while it agrees, undefined before the first answer. */
  ahead(): number | undefined
  /** The same transport, whose answers are listened to. */
  watch(transport: Transport): Transport
}

/** The header has whole seconds, and an answer takes a while: less than this is no difference. */
const AGREES_MS = 2 * 60_000

/** Makes the clock; before the first answer it is this machine's own. */
export function serviceClock(now: () => Date): ServiceClock {
  let ahead: number | undefined
  const hear = (date: string | undefined) => {
    const served = date === undefined ? Number.NaN : Date.parse(date)
    if (Number.isNaN(served)) return
    const difference = now().getTime() - served
    ahead = Math.abs(difference) < AGREES_MS ? 0 : difference
  }
  return {
    now: () => now().getTime() - (ahead ?? 0),
    ahead: () => ahead,
    watch: (transport) => ({
      send: async (request) => {
        const response = await transport.send(request)
        hear(headerOf(response, 'date'))
        return response
      },
      close: () => transport.close(),
    }),
  }
}
