/**
 * Policies that do the same to every sign-in are one behaviour: who is under one of them may as well be under another.
 * One that asks no more than another anywhere makes no difference beside it. Two hundred policies have a few dozen
 * behaviours that matter, so that accounts under many different policies share an answer.
 */
import type { Bound } from './asks.ts'
import { type Bits, common, hasBit, isWithin, keyOfBits, noBits, setBit, union } from './bits.ts'
import { clients, resources } from './grade.ts'
import type { Judge } from './judge.ts'

export interface Behaviours {
  /** Of one set of behaviours. */
  readonly words: number
  /** Writes the behaviours of a set of policies that begins at a place of a longer row. */
  write(policies: Bits, at: number, target: Bits, targetAt: number): void
  /** Takes those out of such a set that make no difference beside others in it. */
  reduce(row: Bits, at: number): void
}

interface Behaviour {
  /** The effects that it has, as bits. */
  readonly effects: Bits
  readonly isEnforced: boolean
}

/** Finds the behaviours of so many policies in one bound. */
export function behavioursOf(judge: Judge, bound: Bound, count: number): Behaviours {
  const effects = [...effectsIn(judge, bound).values()]
  const { enforced, all } = judge.counted(bound)
  const numbers = new Map<string, number>()
  const behaviours: Behaviour[] = []
  const behaviourOf = Array.from({ length: count }, (_, position) => {
    const has = noBits(effects.length)
    for (const [effect, policies] of effects.entries()) if (hasBit(policies, position)) setBit(has, effect)
    // A policy without effect, or one that never counts, might as well not be there.
    if (!hasBit(all, position) || has.every((word) => word === 0)) return undefined
    const isEnforced = hasBit(enforced, position)
    const key = `${isEnforced} ${keyOfBits(has)}`
    const number = numbers.get(key) ?? behaviours.length
    if (number === behaviours.length) behaviours.push({ effects: has, isEnforced })
    numbers.set(key, number)
    return number
  })
  const { words, write } = byBytes(behaviourOf, noBits(Math.max(1, behaviours.length)).length)
  const lesser = lesserThan(behaviours, words)
  return {
    words,
    write,
    reduce: (row, at) => removeLesser(row, at, words, lesser),
  }
}

/**
 * Every set of policies that asks a kind of sign-in for at least so much. Whoever is in all of these sets that
 * another is in asks at least as much everywhere.
 */
function effectsIn(judge: Judge, bound: Bound): ReadonlyMap<string, Bits> {
  const space = judge.space(bound)
  const kinds = resources.flatMap((resource) => clients.flatMap((client) => space(resource, client)))
  const effects = new Map<string, Bits>()
  for (const { asks, fewest, most } of kinds) {
    const resistant = union(asks.block, asks.phishingResistant)
    const levels = [asks.block, resistant, union(resistant, asks.mfa)]
    for (const kind of new Set([...fewest, ...most])) {
      const asking = levels.map((level) => common(kind.policies, level))
      for (const policies of asking) effects.set(keyOfBits(policies), policies)
    }
  }
  return effects
}

/** Of each behaviour those that make no difference beside it. */
function lesserThan(behaviours: readonly Behaviour[], words: number): readonly Bits[] {
  return behaviours.map((one) => {
    const lesser = new Uint32Array(words)
    for (const [number, other] of behaviours.entries())
      if (other !== one && (one.isEnforced || !other.isEnforced) && isWithin(other.effects, one.effects))
        setBit(lesser, number)
    return lesser
  })
}

function removeLesser(row: Bits, at: number, words: number, lesser: readonly Bits[]): void {
  for (let word = 0; word < words; word += 1) {
    for (let rest = row[at + word] as number; rest !== 0; rest &= rest - 1) {
      const bit = 31 - Math.clz32(rest & -rest)
      // Removed already by one before it.
      if (((row[at + word] as number) & (1 << bit)) === 0) continue
      const below = lesser[word * 32 + bit] as Bits
      for (let other = 0; other < words; other += 1)
        row[at + other] = (row[at + other] as number) & ~(below[other] as number)
    }
  }
}

/** Eight policies at a time are looked up in a table. */
function byBytes(
  behaviourOf: readonly (number | undefined)[],
  words: number,
): Pick<Behaviours, 'words' | 'write'> {
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
