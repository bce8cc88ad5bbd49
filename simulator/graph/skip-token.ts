import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import { badRequest } from './errors.ts'

const tagBytes = 16

/**
 * Opaque page positions. The tag over path, query and position is also the cipher's start value, so the same
 * page always has the same token (a tenant must come out the same, byte for byte), while nobody but the
 * simulator can read one, move it to another query or make one up.
 */
export class SkipTokens {
  readonly #macKey: Buffer
  readonly #cipherKey: Buffer

  constructor(seed: number) {
    this.#macKey = createHash('sha256').update(`skip token tag ${seed}`).digest()
    this.#cipherKey = createHash('sha256').update(`skip token cipher ${seed}`).digest()
  }

  seal(position: number, boundTo: string): string {
    const plain = Buffer.alloc(6)
    plain.writeUIntBE(position, 0, 6)
    const tag = this.#tag(plain, boundTo)
    const cipher = createCipheriv('aes-256-ctr', this.#cipherKey, tag)
    return Buffer.concat([tag, cipher.update(plain)]).toString('base64url')
  }

  open(token: string, boundTo: string): number {
    const bytes = Buffer.from(token, 'base64url')
    const tag = bytes.subarray(0, tagBytes)
    if (bytes.length !== tagBytes + 6) throw invalid()
    const plain = createDecipheriv('aes-256-ctr', this.#cipherKey, tag).update(bytes.subarray(tagBytes))
    if (!this.#tag(plain, boundTo).equals(tag)) throw invalid()
    return plain.readUIntBE(0, 6)
  }

  #tag(plain: Buffer, boundTo: string): Buffer {
    return createHmac('sha256', this.#macKey)
      .update(boundTo)
      .update('\n')
      .update(plain)
      .digest()
      .subarray(0, tagBytes)
  }
}

function invalid() {
  return badRequest('The specified skip token is invalid.')
}
