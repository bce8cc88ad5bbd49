import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
} from 'node:crypto'
import { encodeJson } from './jwt.ts'

/** The key pair under which identity tokens are signed; made when first needed, for it takes a moment. */
export class SigningKey {
  #made: { readonly privateKey: KeyObject; readonly kid: string; readonly jwk: JsonWebKey } | undefined

  /** As `/discovery/v2.0/keys` shows it. */
  get jwk(): JsonWebKey {
    return this.#pair().jwk
  }

  sign(claims: object): string {
    const { privateKey, kid } = this.#pair()
    const body = `${encodeJson({ typ: 'JWT', alg: 'RS256', kid })}.${encodeJson(claims)}`
    return `${body}.${sign('sha256', Buffer.from(body), privateKey).toString('base64url')}`
  }

  #pair() {
    if (this.#made) return this.#made
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const jwk = createPublicKey(privateKey).export({ format: 'jwk' })
    const kid = createHash('sha256').update(String(jwk.n)).digest('base64url').slice(0, 27)
    this.#made = { privateKey, kid, jwk: { ...jwk, kid, use: 'sig', alg: 'RS256' } }
    return this.#made
  }
}
