import {
  constants,
  createPublicKey,
  type JsonWebKey,
  type KeyObject,
  verify,
  X509Certificate,
} from 'node:crypto'

export type Json = Readonly<Record<string, unknown>>

/** A JSON Web Token, taken apart but not believed yet. */
export interface ParsedJwt {
  readonly header: Json
  readonly payload: Json
  readonly signed: string
  readonly signature: Buffer
}

export function encodeJson(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

export function parseJwt(text: string): ParsedJwt | undefined {
  const [header, payload, signature, ...more] = text.split('.')
  if (!header || !payload || !signature || more.length > 0) return undefined
  try {
    const json = (part: string): Json => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Json
    return {
      header: json(header),
      payload: json(payload),
      signed: `${header}.${payload}`,
      signature: Buffer.from(signature, 'base64url'),
    }
  } catch {
    return undefined
  }
}

/** RS256 and PS256, the two that Entra ID takes from applications. */
export function isSignedBy({ header, signed, signature }: ParsedJwt, key: KeyObject): boolean {
  const data = Buffer.from(signed)
  if (header['alg'] === 'RS256') return verify('sha256', data, key, signature)
  if (header['alg'] !== 'PS256') return false
  const padding = constants.RSA_PKCS1_PSS_PADDING
  return verify('sha256', data, { key, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }, signature)
}

/** A registered certificate: its key, and the two thumbprints by which an assertion may name it. */
export interface RegisteredKey {
  readonly key: KeyObject
  /** Base64url of SHA-1 and SHA-256; empty where only a public key was registered. */
  readonly thumbprints: readonly string[]
}

export function registeredKey(pem: string): RegisteredKey {
  if (!pem.includes('BEGIN CERTIFICATE')) return { key: createPublicKey(pem), thumbprints: [] }
  const certificate = new X509Certificate(pem)
  const thumbprints = [certificate.fingerprint, certificate.fingerprint256].map((colons) =>
    Buffer.from(colons.replaceAll(':', ''), 'hex').toString('base64url'),
  )
  return { key: certificate.publicKey, thumbprints }
}

/** The key of another issuer, out of its key set. */
export function keyOf(jwks: readonly JsonWebKey[], kid: unknown): KeyObject | undefined {
  const found = jwks.find((key) => key['kid'] === kid) ?? (jwks.length === 1 ? jwks[0] : undefined)
  return found && createPublicKey({ key: found, format: 'jwk' })
}
