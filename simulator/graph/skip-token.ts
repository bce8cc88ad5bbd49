import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import { badRequest } from './errors.ts'

const tagBytes = 16
const numberBytes = 6

/**
 * Opaque positions. The tag over path, query and numbers is also the cipher's start value, so the same page always
 * has the same token (a tenant must come out the same, byte for byte), while nobody but the simulator can read
 * one, move it to another query or make one up.
 */
export class SkipTokens {
  readonly #macKey: Buffer
  readonly #cipherKey: Buffer

  constructor(seed: number) {
    this.#macKey = createHash('sha256').update(`skip token tag ${seed}`).digest()
    this.#cipherKey = createHash('sha256').update(`skip token cipher ${seed}`).digest()
  }

  seal(numbers: readonly number[], boundTo: string): string {
    const plain = Buffer.alloc(numbers.length * numberBytes)
    for (const [place, number] of numbers.entries())
      plain.writeUIntBE(number, place * numberBytes, numberBytes)
    const tag = this.#tag(plain, boundTo)
    const cipher = createCipheriv('aes-256-ctr', this.#cipherKey, tag)
    return Buffer.concat([tag, cipher.update(plain)]).toString('base64url')
  }

  /** The numbers again, or undefined for a token that was made up, changed, or belongs to another query. */
  open(token: string, boundTo: string): readonly number[] | undefined {
    const bytes = Buffer.from(token, 'base64url')
    const tag = bytes.subarray(0, tagBytes)
    if (bytes.length < tagBytes || (bytes.length - tagBytes) % numberBytes !== 0) return undefined
    const plain = createDecipheriv('aes-256-ctr', this.#cipherKey, tag).update(bytes.subarray(tagBytes))
    if (!this.#tag(plain, boundTo).equals(tag)) return undefined
    return Array.from({ length: plain.length / numberBytes }, (_, place) =>
      plain.readUIntBE(place * numberBytes, numberBytes),
    )
  }

  /** The position in a token of a plain list. */
  position(token: string, boundTo: string): number {
    const [position, ...more] = this.open(token, boundTo) ?? []
    if (position === undefined || more.length > 0) throw badRequest('The specified skip token is invalid.')
    return position
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
