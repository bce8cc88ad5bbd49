import { randomBytes } from 'node:crypto'
import { codeProblems, deviceProblems } from './refusals.ts'

/** A person's consent on its way: what was asked for, and what it is bound to. */
export interface Authorization {
  readonly scope: string
  readonly redirectUri: string
  readonly challenge: string
  readonly nonce: string | undefined
}

/** How the person behind a device code behaves. */
export interface DevicePerson {
  /** Polls that are told to wait before the answer comes. */
  readonly pendingPolls: number
  readonly outcome: 'approved' | 'declined' | 'expired'
}

const codeLifeMs = 600_000
export const deviceCodeSeconds = 900

/** Authorization codes, device codes and refresh tokens that have been given out. */
export class Pending {
  readonly #codes = new Map<string, { readonly asked: Authorization; readonly at: number; used: boolean }>()
  readonly #devices = new Map<string, { readonly scope: string; readonly at: number; polls: number }>()
  readonly #refresh = new Map<string, string>()

  code(asked: Authorization, now: number): string {
    const code = randomBytes(24).toString('base64url')
    this.#codes.set(code, { asked, at: now, used: false })
    return code
  }

  /** A code is good for one use and ten minutes. */
  redeem(code: string, now: number): Authorization {
    const found = this.#codes.get(code)
    if (!found) throw codeProblems.unknown()
    if (found.used) throw codeProblems.redeemed()
    found.used = true
    if (now - found.at > codeLifeMs) throw codeProblems.expired()
    return found.asked
  }

  device(scope: string, now: number): string {
    const code = randomBytes(24).toString('base64url')
    this.#devices.set(code, { scope, at: now, polls: 0 })
    return code
  }

  /** The scope, once the person has approved. */
  poll(code: string, { pendingPolls, outcome }: DevicePerson, now: number): string {
    const found = this.#devices.get(code)
    if (!found) throw deviceProblems.unknown()
    if (now - found.at > deviceCodeSeconds * 1000) throw deviceProblems.expired()
    if (found.polls++ < pendingPolls) throw deviceProblems.pending()
    if (outcome !== 'approved') throw deviceProblems[outcome]()
    this.#devices.delete(code)
    return found.scope
  }

  refreshToken(scope: string): string {
    const token = `0.${randomBytes(32).toString('base64url')}`
    this.#refresh.set(token, scope)
    return token
  }

  refresh(token: string): string {
    const scope = this.#refresh.get(token)
    if (scope === undefined) throw codeProblems.refresh()
    return scope
  }
}
