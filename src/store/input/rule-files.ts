/** Files of rules: a folder with all that is in it, or one file. */
import { readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { KeywardError, messageOf } from '#model/errors.ts'
import { readSmallText } from '../files.ts'
import { unreadable } from './source.ts'

/** One file, as parsers of rules take it. */
export interface RuleText {
  /** Relative to the folder. */
  readonly name: string
  readonly text: string
  /** The first line of the licence that lies in the folder; rules of other people keep it. */
  readonly licence?: string
}

const LARGEST_RULE_BYTES = 1024 * 1024
const MOST_FILES = 20_000

/** Keyward's own rules. */
export const ownRules: string = fileURLToPath(new URL('../../detections', import.meta.url))
const FIELD_MAP = 'field-map.yml'

/** The rules below a path; other files are passed over. @throws KeywardError `input-not-found`, `input-unreadable` */
export async function readRuleFiles(path: string): Promise<readonly RuleText[]> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new KeywardError('input-not-found', { path })
  if (!found.isDirectory()) return [{ name: path, text: await textOf(path) }]
  const names = await namesBelow(path)
  const licence = await licenceIn(path)
  const files: RuleText[] = []
  for (const name of names) {
    const text = await textOf(join(path, name))
    files.push({ name: name.replaceAll('\\', '/'), text, ...(licence === undefined ? {} : { licence }) })
  }
  return files
}

/** How fields of rules are named in our events, as text. */
export function readFieldMap(): Promise<string> {
  return textOf(join(ownRules, FIELD_MAP))
}

async function namesBelow(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true })
  const names = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name) && entry.name !== FIELD_MAP)
    .map((entry) => relative(path, join(entry.parentPath, entry.name)))
    .sort()
  if (names.length <= MOST_FILES) return names
  const how = 'Give a folder of rules.'
  throw new KeywardError('input-unreadable', {
    path,
    why: `it holds more than ${MOST_FILES} files of rules`,
    how,
  })
}

async function textOf(path: string): Promise<string> {
  try {
    return await readSmallText(path, LARGEST_RULE_BYTES)
  } catch (error) {
    throw unreadable(path, new Error(messageOf(error)))
  }
}

async function licenceIn(folder: string): Promise<string | undefined> {
  const name = (await readdir(folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry))
  if (name === undefined) return undefined
  const text = await readSmallText(join(folder, name), LARGEST_RULE_BYTES).catch(() => '')
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^[#\s]+/, '').trim())
    .find((line) => line !== '')
}
