/** What peers do in place of lanes: so many workers for everything, who find a limit by running into it. */
import type { Clock } from '#clients/http/clock.ts'
import { fairTurns } from '#clients/http/fair.ts'
import type { LaneKey, Lanes } from '#clients/http/lanes.ts'

/** Workers without pacing; they do obey a service that says how long to wait. */
export function blindLanes(workers: number, clock: Clock): Lanes {
  const turns = fairTurns(workers)
  const pausedUntil = new Map<LaneKey, number>()
  return {
    run: async (lane, signal, work) => {
      const giveBack = await turns.take('everything', signal)
      try {
        for (let wait = left(lane); wait > 0; wait = left(lane)) await clock.sleep(wait, signal)
        return await work()
      } finally {
        giveBack()
      }
    },
    pause: (lane, ms) => {
      pausedUntil.set(lane, clock.now() + ms)
    },
    charge: () => {},
    left: () => {},
    used: () => {},
    expectAccounts: () => {},
  }

  function left(lane: LaneKey): number {
    return (pausedUntil.get(lane) ?? 0) - clock.now()
  }
}
