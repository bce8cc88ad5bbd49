/** A document with `correlation`: rules counted together within a time. */
import {
  type Comparison,
  type CorrelationType,
  comparisons,
  correlationTypes,
  type RuleHead,
  type SigmaCorrelation,
} from './rule.ts'
import type { YamlValue } from './yaml-reader.ts'

const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

/** A correlation. @throws PlacedError */
export function correlationOf(document: YamlValue, head: RuleHead): SigmaCorrelation {
  const body = document.get('correlation')
  if (!body?.entries()) throw document.error('correlation has to be a mapping')
  if (document.get('detection')) throw document.error('a document is a rule or a correlation, not both')
  const type = typeOf(body)
  const rules = body.get('rules')?.texts() ?? []
  if (rules.length === 0) throw body.error('the correlation names no rules')
  const generate = (body.get('generate') ?? document.get('generate'))?.scalar() === true
  return {
    kind: 'correlation',
    head,
    type,
    rules,
    groupBy: body.get('group-by')?.texts() ?? [],
    timespanMs: timespanOf(body),
    ...conditionOf(body, type, rules.length),
    aliases: aliasesOf(body),
    generate,
  }
}

function typeOf(body: YamlValue): CorrelationType {
  const written = body.get('type')
  const found = correlationTypes.find((type) => type === written?.text())
  if (found) return found
  throw (written ?? body).error(
    `the correlation type ${written?.text() ?? ''} is not one of ${correlationTypes.join(', ')}`,
  )
}

function timespanOf(body: YamlValue): number {
  const written = body.get('timespan')
  const [, number = '', unit = ''] = /^(\d{1,6})([smhdw])$/.exec(written?.text() ?? '') ?? []
  const span = Number(number) * (UNITS[unit] ?? 0)
  if (span > 0) return span
  throw (written ?? body).error('timespan has to be a number of s, m, h, d or w')
}

/** What has to hold of the count; of the temporal types every rule, unless the condition says how many. */
function conditionOf(
  body: YamlValue,
  type: CorrelationType,
  rules: number,
): Pick<SigmaCorrelation, 'bounds' | 'valueField'> {
  const condition = body.get('condition')
  const temporal = type === 'temporal' || type === 'temporal_ordered'
  if (!condition && temporal) return { bounds: [{ is: 'gte', count: rules }], valueField: null }
  const entries = condition?.entries()
  if (!condition || !entries) throw (condition ?? body).error('condition has to say how many, as gte: 5')
  const bounds = entries.filter(([key]) => key !== 'field').map(([key, value]) => boundOf(key, value))
  const valueField = condition.get('field')?.text() ?? null
  if (bounds.length === 0) throw condition.error('condition has to say how many, as gte: 5')
  if (type === 'value_count' && valueField === null) throw condition.error('value_count needs a field')
  if (type === 'temporal_ordered' && bounds.some(({ is, count }) => is !== 'gte' || count !== rules)) {
    throw condition.error('temporal_ordered is for all of its rules')
  }
  return { bounds, valueField }
}

function boundOf(key: string, value: YamlValue): { is: Comparison; count: number } {
  const is = comparisons.find((comparison) => comparison === key)
  if (!is) throw value.error(`there is no comparison ${key}`)
  const count = Number(value.text())
  if (!Number.isInteger(count) || count < 0) throw value.error(`${value.text() ?? ''} is no count`)
  return { is, count }
}

function aliasesOf(body: YamlValue): SigmaCorrelation['aliases'] {
  const entries = body.get('aliases')?.entries() ?? []
  return new Map(
    entries.map(([alias, fields]) => [
      alias,
      new Map((fields.entries() ?? []).map(([rule, field]) => [rule, field.text() ?? ''])),
    ]),
  )
}
