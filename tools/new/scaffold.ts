/** What a template gives back, and how names are checked. */
import ts from 'typescript'

export interface ScaffoldFile {
  /** Below the repository's root. */
  readonly path: string
  readonly text: string
}

export interface Scaffold {
  readonly files: readonly ScaffoldFile[]
  /** What is left to do, in order. */
  readonly next: readonly string[]
}

/** Reads a file of the repository, or says that it is not there. */
export type Look = (path: string) => string | undefined

export interface Template {
  /** How the name is written, for the usage line. */
  readonly usage: string
  /** @throws BadName when the name cannot become an item of this catalogue */
  scaffold(name: string, look: Look): Scaffold
}

/** A name that does not work, with the reason. */
export class BadName extends Error {}

const WORDS = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/** Checks a name in kebab-case. `what` is said when it is none. @throws BadName */
export function words(name: string, what: string): string {
  if (!WORDS.test(name))
    throw new BadName(`${name || 'an empty name'} is no ${what}: lower-case words joined by hyphens`)
  return name
}

/** `some-sentence` → `someSentence`. @throws BadName when JavaScript keeps that word for itself */
export function constantOf(kebab: string): string {
  const constant = kebab.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.Standard, constant)
  const kind = scanner.scan()
  const isFree = kind === ts.SyntaxKind.Identifier || kind > ts.SyntaxKind.LastReservedWord
  if (!isFree) throw new BadName(`${constant} is a word of JavaScript; choose another name`)
  return constant
}

/** `userRegistrationDetails` → `user-registration-details`; what is kebab-case already stays. */
export function kebabOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** `some-sentence` → `Some sentence`. */
export function sentenceOf(kebab: string): string {
  const spaced = kebab.replaceAll('-', ' ')
  return `${spaced.charAt(0).toUpperCase()}${spaced.slice(1)}`
}
