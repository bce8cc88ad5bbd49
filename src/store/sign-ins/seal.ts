/** AES-256-GCM under a key from elsewhere. Pure: text and key in, bytes out. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** First bytes of every sealed file: says which form the rest has. */
const FORM = Buffer.from('keyward-sealed-1\n')

/** A new key, as text, for a keyring takes no bytes. */
export function freshKey(): string {
  return randomBytes(KEY_BYTES).toString('base64')
}

/** False for whatever else may stand in a keyring under our name. */
export function isKey(text: string): boolean {
  return Buffer.from(text, 'base64').length === KEY_BYTES
}

/** Seals a text for one purpose: under another purpose it does not open, not even with the same key. */
export function seal(text: string, key: string, purpose: string): Buffer {
  // Random, never counted: two programs may seal under one key at once.
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, Buffer.from(key, 'base64'), nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(boundTo(purpose))
  const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([FORM, nonce, cipher.getAuthTag(), hidden])
}

/** The text; undefined when a single bit was changed, the key is another one, or it was sealed for another purpose. */
export function unseal(sealed: Buffer, key: string, purpose: string): string | undefined {
  const [nonceAt, tagAt] = [FORM.length, FORM.length + NONCE_BYTES]
  const hiddenAt = tagAt + TAG_BYTES
  if (sealed.length < hiddenAt || !sealed.subarray(0, nonceAt).equals(FORM)) return undefined
  try {
    const nonce = sealed.subarray(nonceAt, tagAt)
    const decipher = createDecipheriv(CIPHER, Buffer.from(key, 'base64'), nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(boundTo(purpose))
    decipher.setAuthTag(sealed.subarray(tagAt, hiddenAt))
    return Buffer.concat([decipher.update(sealed.subarray(hiddenAt)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

function boundTo(purpose: string): Buffer {
  return Buffer.concat([FORM, Buffer.from(purpose)])
}
