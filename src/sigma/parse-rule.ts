/** One document of YAML to one rule, checked to its last value: what can only fail later is refused here. */
import { messageOf } from '#model/errors.ts'
import { parseCondition } from './condition.ts'
import { all, any, type Expression, leaf, mapLeaves } from './expression.ts'
import { testsOf } from './field-tests.ts'
import { conflict, type Modifier, modifierNames } from './modifier-names.ts'
import { placeholdersIn } from './placeholders.ts'
import type { RuleHead, SigmaItem, SigmaRule, SigmaValue } from './rule.ts'
import type { YamlValue } from './yaml-reader.ts'

/** Selections within selections, deeper than anybody writes. */
const DEEPEST = 32

/** What a document says about itself; nothing of it is required but something to call it by. */
export function headOf(
  document: YamlValue | undefined,
  file: { readonly name: string; readonly licence?: string },
): RuleHead {
  const text = (name: string) => document?.get(name)?.text() ?? null
  const texts = (name: string) => document?.get(name)?.texts() ?? []
  const name = text('name')
  return {
    id: text('id') ?? name ?? file.name,
    name,
    title: text('title') ?? name ?? file.name,
    file: file.name,
    level: text('level'),
    status: text('status'),
    description: text('description'),
    author: text('author'),
    licence: text('license') ?? file.licence ?? null,
    references: texts('references'),
    tags: texts('tags'),
    falsePositives: texts('falsepositives'),
  }
}

/** A rule of events. @throws Error, placed where possible */
export function ruleOf(document: YamlValue, head: RuleHead): SigmaRule {
  if (!document.entries()) throw document.error('a rule has to be a mapping')
  refuseOthers(document)
  const source = document.get('logsource')
  if (!source?.entries()) throw document.error('logsource is missing')
  const part = (name: string) => source.get(name)?.text()?.toLowerCase() ?? null
  const detection = document.get('detection')
  if (!detection?.entries()) throw document.error('detection is missing')
  return {
    kind: 'rule',
    head,
    logSource: { product: part('product'), service: part('service'), category: part('category') },
    condition: detectionOf(detection),
  }
}

/** Documents that stand among rules and are none. */
function refuseOthers(document: YamlValue): void {
  if (document.get('action')) throw document.error('collections with action: global are not read')
  if (document.get('filter')) throw document.error('Sigma filters are not read')
}

function detectionOf(detection: YamlValue): Expression<SigmaItem> {
  if (detection.get('timeframe')) {
    throw detection.error('timeframe belongs to the old aggregations; write a correlation instead')
  }
  const condition = detection.get('condition')
  if (!condition) throw detection.error('condition is missing')
  const entries = (detection.entries() ?? []).filter(([name]) => name !== 'condition')
  const selections = new Map(entries.map(([name, value]) => [name, selectionOf(value, 0)]))
  const alternatives = condition.texts().map((text) => {
    try {
      return parseCondition(text, Array.from(selections.keys()))
    } catch (error) {
      throw condition.error(messageOf(error), error)
    }
  })
  if (alternatives.length === 0) throw condition.error('the condition is empty')
  return mapLeaves(any(alternatives), (name) => selections.get(name) ?? any([]))
}

/** A mapping holds when all its lines do; a list when one of its members does. */
function selectionOf(value: YamlValue, depth: number): Expression<SigmaItem> {
  if (depth > DEEPEST) throw value.error('the selection is nested too deeply')
  const entries = value.entries()
  if (entries) {
    if (entries.length === 0) throw value.error('the selection is empty')
    return all(entries.map(([key, values]) => leaf(itemOf(key, values))))
  }
  const items = value.items()
  if (!items) return leaf(itemOf('', value))
  if (items.length === 0) throw value.error('the selection is empty')
  return any(items.map((item) => selectionOf(item, depth + 1)))
}

function itemOf(key: string, value: YamlValue): SigmaItem {
  const [field = '', ...words] = key.split('|')
  const modifiers = words.map((word) => modifierOf(word, value))
  const wrong = conflict(modifiers)
  if (wrong) throw value.error(wrong)
  const values = (value.items() ?? [value]).map((each): SigmaValue => {
    const single = each.scalar()
    if (single === undefined) throw each.error('a value has to be a text, a number, true, false or null')
    return single
  })
  const item = { field: field.trim() === '' ? null : field.trim(), modifiers, values, place: value.place }
  tryOut(item, value)
  return item
}

function modifierOf(word: string, value: YamlValue): Modifier {
  const found = modifierNames.find((name) => name === word.toLowerCase())
  if (!found) throw value.error(`there is no modifier ${word}`)
  return found
}

/** Regular expressions, networks and the like are compiled once here, for their errors. */
function tryOut(item: SigmaItem, value: YamlValue): void {
  const named = item.modifiers.includes('expand') ? item.values.flatMap(placeholdersIn) : []
  try {
    testsOf(item, new Map(named.map((name) => [name.toLowerCase(), [standIn(item)]])))
  } catch (error) {
    throw value.error(messageOf(error), error)
  }
}

/** A value that fits where the real one will stand. */
const standIn = (item: SigmaItem) => (item.modifiers.includes('cidr') ? '192.0.2.0/24' : 'x')
