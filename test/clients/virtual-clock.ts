/** A clock on which time passes only when everybody sleeps. */
import type { Clock } from '#clients/http/clock.ts'

export interface VirtualClock extends Clock {
  /** Lets time pass until the work is done. */
  run<T>(work: Promise<T>): Promise<T>
}

/** `earlyMs`: how much too early its timers fire, as those of real machines may. */
export function aVirtualClock(earlyMs = 0): VirtualClock {
  let time = 0
  const sleepers: { readonly due: number; readonly wake: () => void }[] = []
  const wakeNext = () => {
    sleepers.sort((a, b) => a.due - b.due)
    const next = sleepers.shift()
    if (!next) return
    time = Math.max(time, next.due)
    next.wake()
  }
  return {
    now: () => time,
    sleep: (ms, signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
        const early = ms > earlyMs ? earlyMs : 0
        sleepers.push({ due: time + ms - early, wake: resolve })
      }),
    run: async (work) => {
      const state = { isDone: false }
      const mark = () => {
        state.isDone = true
      }
      work.then(mark, mark)
      for (let idle = 0; !state.isDone && idle < 1_000_000; idle += 1) {
        // Everything that can happen without time passing happens first.
        await new Promise(setImmediate)
        if (!state.isDone) wakeNext()
      }
      return work
    },
  }
}
