import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { encodeJson } from './jwt.ts'

/** What an access token says; an application has `roles`, a person `scp` and `wids`. */
export interface Claims {
  readonly aud: string
  readonly iss: string
  readonly iat: number
  readonly nbf: number
  readonly exp: number
  readonly appid: string
  readonly tid: string
  readonly idtyp: 'app' | 'user'
  readonly oid?: string
  readonly upn?: string
  readonly roles?: readonly string[]
  readonly scp?: string
  /** Template ids of the person's directory roles. */
  readonly wids?: readonly string[]
  readonly uti: string
}

/** Why a token is refused; the words become part of the 401 answer. */
export type TokenProblem = 'empty' | 'malformed' | 'signature' | 'tenant' | 'expired' | 'audience'

/** Signs and checks bearer tokens. The key is drawn at every start: no token outlives its cloud. */
export class TokenMint {
  readonly #key = randomBytes(32)
  readonly #expiredEarly = new Set<string>()
  readonly #issued: string[] = []

  sign(claims: Omit<Claims, 'uti'>): string {
    const uti = randomBytes(12).toString('base64url')
    this.#issued.push(uti)
    const body = `${encodeJson({ typ: 'JWT', alg: 'HS256' })}.${encodeJson({ ...claims, uti })}`
    return `${body}.${this.#signature(body).toString('base64url')}`
  }

  /** Ends the life of every token given out so far, as if the hour had passed. */
  expireAll(): void {
    for (const uti of this.#issued) this.#expiredEarly.add(uti)
    this.#issued.length = 0
  }

  check(authorization: string | undefined, tenantId: string, nowSeconds: number): Claims | TokenProblem {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
    if (!token) return 'empty'
    const [header, payload, signature] = token.split('.')
    if (!header || !payload || !signature) return 'malformed'
    if (!this.#isSigned(`${header}.${payload}`, signature)) return 'signature'
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims
    if (claims.tid !== tenantId) return 'tenant'
    return claims.exp <= nowSeconds || this.#expiredEarly.has(claims.uti) ? 'expired' : claims
  }

  #signature(body: string): Buffer {
    return createHmac('sha256', this.#key).update(body).digest()
  }

  #isSigned(body: string, signature: string): boolean {
    const given = Buffer.from(signature, 'base64url')
    const expected = this.#signature(body)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
}

/**
 * The permissions that a token carries. A delegated one is worth no more than its person: without any directory
 * role the scopes of administrators open nothing (identity reference, section g.1).
 */
export function permissionsOf({ roles, scp, wids = [] }: Claims): readonly string[] {
  if (roles) return roles
  return wids.length > 0 ? (scp ?? '').split(' ') : []
}
