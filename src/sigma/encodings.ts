/** The modifiers that turn a text into other texts before it is looked for: dashes, UTF-16 and base64. */
import { Buffer } from 'node:buffer'
import type { Encoding, Modifier } from './modifier-names.ts'
import { type Pattern, parsePattern, plainText } from './text-pattern.ts'

/** Five ways for each dash; more dashes than this give more texts than anybody wrote a rule for. */
const MOST_DASHES = 4
const DASHES = ['-', '/', '\u2013', '\u2014', '\u2015']
/** What begins an option of a command: a dash before a word and not inside one. */
const OPTION = /(?<!\w)[-/](?=\w)/g

/**
 * The patterns that a written value stands for under the encodings among its modifiers, in their order.
 * @throws Error when a wildcard would have to be encoded
 */
export function encoded(written: string, modifiers: readonly Modifier[]): readonly Pattern[] {
  const steps = modifiers.filter((modifier): modifier is Encoding => modifier in STEPS)
  if (steps.length === 0) return [parsePattern(written)]
  const texts = steps[0] === 'windash' ? dashed(written) : [written]
  const rest = steps[0] === 'windash' ? steps.slice(1) : steps
  if (rest.length === 0) return texts.map(parsePattern)
  return texts
    .map(plain)
    .map((text) => Buffer.from(text, 'utf8'))
    .flatMap((bytes) => through(bytes, rest))
    .map((bytes) => [bytes.toString('latin1')])
}

function plain(written: string): string {
  const text = plainText(parsePattern(written))
  if (text === undefined) throw new Error('a value with wildcards cannot be encoded')
  return text
}

function through(bytes: Buffer, steps: readonly Encoding[]): Buffer[] {
  return steps.reduce<Buffer[]>((values, step) => values.flatMap(STEPS[step]), [bytes])
}

const utf16le = (bytes: Buffer) => Buffer.from(bytes.toString('utf8'), 'utf16le')

const STEPS: Readonly<Record<Encoding, (bytes: Buffer) => Buffer[]>> = {
  wide: (bytes) => [utf16le(bytes)],
  utf16le: (bytes) => [utf16le(bytes)],
  utf16be: (bytes) => [utf16le(bytes).swap16()],
  utf16: (bytes) => [Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le(bytes)])],
  base64: (bytes) => [Buffer.from(bytes.toString('base64'), 'latin1')],
  base64offset: (bytes) => [0, 1, 2].map((offset) => base64At(bytes, offset)),
  windash: () => {
    throw new Error('the modifier windash has to come before the encodings')
  },
}

/** What of the base64 of any longer text does not depend on what stands around these bytes. */
function base64At(bytes: Buffer, offset: number): Buffer {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
  const start = [0, 2, 3][offset] ?? 0
  const end = [0, 3, 2][(offset + bytes.length) % 3] ?? 0
  return Buffer.from(whole.slice(start, whole.length - end), 'latin1')
}

/** Every way to write the dashes that begin options. @throws Error when there are too many */
function dashed(written: string): readonly string[] {
  const places = Array.from(written.matchAll(OPTION), ({ index }) => index)
  if (places.length > MOST_DASHES) throw new Error(`windash over more than ${MOST_DASHES} dashes`)
  return places.reduce<string[]>(
    (texts, at) =>
      texts.flatMap((text) => DASHES.map((dash) => text.slice(0, at) + dash + text.slice(at + 1))),
    [written],
  )
}
