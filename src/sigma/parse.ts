/** Text of rule files in, rules and correlations out. What cannot be read is listed and stops nobody else. */
import { KeywardError, messageOf } from '#model/errors.ts'
import { correlationOf } from './parse-correlation.ts'
import { headOf, ruleOf } from './parse-rule.ts'
import type { Place, RuleHead, SigmaCorrelation, SigmaRule } from './rule.ts'
import { PlacedError, type YamlValue, yamlDocuments } from './yaml-reader.ts'

/** One file of rules: one document or several, parted by `---`. */
export interface RuleFile {
  /** As it is called in errors: a path. */
  readonly name: string
  readonly text: string
  /** The licence of a collection whose rules do not state their own. */
  readonly licence?: string
}

/** A document that is no usable rule. */
export interface RejectedRule {
  readonly head: RuleHead
  readonly place: Place
  readonly error: KeywardError
}

export interface RuleSet {
  readonly rules: readonly SigmaRule[]
  readonly correlations: readonly SigmaCorrelation[]
  readonly rejected: readonly RejectedRule[]
}

/**
 * Reads rule files.
 *
 * @example const { rules, rejected } = parseRules([{ name: 'own/rule.yml', text }])
 */
export function parseRules(files: readonly RuleFile[]): RuleSet {
  const read = files.flatMap((file) => yamlDocuments(file.text).map((document) => readOne(file, document)))
  const { accepted, rejected } = withoutDoubles(read)
  return {
    rules: accepted.filter((rule) => rule.kind === 'rule'),
    correlations: accepted.filter((rule) => rule.kind === 'correlation'),
    rejected,
  }
}

type Read = SigmaRule | SigmaCorrelation | (RejectedRule & { readonly kind: 'rejected' })

function readOne(file: RuleFile, document: YamlValue | PlacedError): Read {
  if (document instanceof PlacedError)
    return refusal(headOf(undefined, file), document.message, document.place)
  const head = headOf(document, file)
  try {
    return document.get('correlation') ? correlationOf(document, head) : ruleOf(document, head)
  } catch (error) {
    const place = error instanceof PlacedError ? error.place : document.place
    return refusal(head, messageOf(error), place, error)
  }
}

function refusal(head: RuleHead, why: string, place: Place, cause?: unknown): Read {
  const details = { file: head.file, rule: head.title, why, line: place.line, column: place.column }
  const error = new KeywardError('sigma-rule-invalid', details, { cause })
  return { kind: 'rejected', head, place, error }
}

/**
 * Two rules of one id in one file could not be told apart. Collections copy each other's rules, with small changes:
 * those of another file run beside the first, and their file tells which is which; correlations mean the first.
 */
function withoutDoubles(read: readonly Read[]) {
  const known = new Set<string>()
  const accepted: (SigmaRule | SigmaCorrelation)[] = []
  const rejected: RejectedRule[] = []
  for (const rule of read) {
    const key = `${rule.head.file}\n${rule.head.id}`
    if (rule.kind === 'rejected') rejected.push(rule)
    else if (known.has(key)) {
      const double = refusal(rule.head, 'its id is already that of a rule in this file', {
        line: 1,
        column: 1,
      })
      if (double.kind === 'rejected') rejected.push(double)
    } else {
      known.add(key)
      accepted.push(rule)
    }
  }
  return { accepted, rejected }
}
