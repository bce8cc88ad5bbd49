/** Time as the clients see it, so that tests can run a day of throttling in a moment. */
export interface Clock {
  /** Milliseconds; only differences count. */
  now(): number
  /** @throws the signal's reason when it is aborted */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The machine's clock: monotonic, so that a clock set back cannot stall a lane. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const done = () => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }
      const stop = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(done, ms)
      signal?.addEventListener('abort', stop, { once: true })
    }),
}
