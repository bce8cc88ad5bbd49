/**
 * Policies that do the same to every sign-in are one behaviour: who is under one of them may as well be under another.
 * Two hundred policies have a few dozen behaviours, so that accounts under many different ones share an answer.
 */
import type { Bound } from './asks.ts'
import { type Bits, common, hasBit, keyOfBits, noBits, setBit } from './bits.ts'
import { clients, resources } from './grade.ts'
import type { Judge } from './judge.ts'

export interface Behaviours {
  /** Of one set of behaviours. */
  readonly words: number
  /** Writes the behaviours of a set of policies that begins at a place of a longer row. */
  write(policies: Bits, at: number, target: Bits, targetAt: number): void
}

/** Finds the behaviours of so many policies in one bound. */
export function behavioursOf(judge: Judge, bound: Bound, count: number): Behaviours {
  const effects = [...effectsIn(judge, bound).values()]
  const { enforced, all } = judge.counted(bound)
  const numbers = new Map<string, number>()
  const behaviourOf = Array.from({ length: count }, (_, position) => {
    const does = effects.map((policies) => (hasBit(policies, position) ? '1' : '0')).join('')
    // A policy without effect, or one that never counts, might as well not be there.
    if (!hasBit(all, position) || !does.includes('1')) return undefined
    const key = `${hasBit(enforced, position)} ${does}`
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  })
  return byBytes(behaviourOf, noBits(Math.max(1, numbers.size)).length)
}

/** Every set of policies that asks the same of some kind of sign-in. */
function effectsIn(judge: Judge, bound: Bound): ReadonlyMap<string, Bits> {
  const effects = new Map<string, Bits>()
  for (const resource of resources)
    for (const client of clients)
      for (const { asks, fewest, most } of judge.space(bound)(resource, client))
        for (const kind of new Set([...fewest, ...most]))
          for (const asking of [asks.block, asks.phishingResistant, asks.mfa]) {
            const policies = common(kind.policies, asking)
            effects.set(keyOfBits(policies), policies)
          }
  return effects
}

/** Eight policies at a time are looked up in a table. */
function byBytes(behaviourOf: readonly (number | undefined)[], words: number): Behaviours {
  const policyWords = noBits(behaviourOf.length).length
  const tables = Array.from({ length: policyWords * 4 }, (_, byte) =>
    tableOf(behaviourOf.slice(byte * 8, byte * 8 + 8), words),
  )
  return {
    words,
    write: (policies, at, target, targetAt) => {
      for (let word = 0; word < words; word += 1) target[targetAt + word] = 0
      for (let byte = 0; byte < tables.length; byte += 1) {
        const value = ((policies[at + (byte >>> 2)] as number) >>> ((byte & 3) * 8)) & 0xff
        if (value === 0) continue
        const table = tables[byte] as Bits
        for (let word = 0; word < words; word += 1)
          target[targetAt + word] =
            (target[targetAt + word] as number) | (table[value * words + word] as number)
      }
    },
  }
}

function tableOf(behaviours: readonly (number | undefined)[], words: number): Bits {
  const table = new Uint32Array(256 * words)
  for (let value = 0; value < 256; value += 1)
    for (const [bit, behaviour] of behaviours.entries())
      if (behaviour !== undefined && (value & (1 << bit)) !== 0) setBit(table, value * words * 32 + behaviour)
  return table
}
