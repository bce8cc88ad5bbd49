/**
 * The map from the names that rules use to where fields lie: for each log that a rule may be written for, which of
 * ours hold it and what its fields are called there.
 */
import { KeywardError, messageOf } from '#model/errors.ts'
import { type LogSource, logSources, textColumnNames } from '#model/events/log-event.ts'
import type { SigmaLogSource } from './rule.ts'
import { holdsJson, type Slot } from './slot.ts'
import { PlacedError, type YamlValue, yamlDocuments } from './yaml-reader.ts'

/** Where a field lies. Several slots: a value in any of them is a value of the field. */
export interface FieldPlace {
  readonly slots: readonly Slot[]
  /** False for a name that nobody mapped: it is looked for in the raw record. */
  readonly known: boolean
  /** Values that rules write otherwise than the column does, in lower case. */
  readonly values: ReadonlyMap<string, readonly string[]>
}

/** The logs of ours that hold one log of Sigma. */
interface MappedLog {
  readonly product: string | null
  readonly services: readonly string[]
  readonly category: string | null
  readonly sources: readonly LogSource[]
  readonly fields: ReadonlyMap<string, MappedField>
}

interface MappedField {
  readonly targets: readonly string[]
  readonly values: ReadonlyMap<string, readonly string[]>
}

export interface FieldMap {
  readonly everywhere: ReadonlyMap<string, MappedField>
  readonly logs: readonly MappedLog[]
}

/** Reads a field map. @throws KeywardError `field-map-invalid` */
export function parseFieldMap(text: string): FieldMap {
  try {
    const [document] = yamlDocuments(text)
    if (document instanceof PlacedError) throw document
    const logs = document?.get('logs')?.items()
    if (!document || !logs) throw new PlacedError('it has no list of logs', { line: 1, column: 1 })
    const everywhere = document.get('everywhere')
    return { everywhere: fieldsOf(everywhere), logs: logs.map(logOf) }
  } catch (error) {
    const line = error instanceof PlacedError ? error.place.line : 1
    throw new KeywardError('field-map-invalid', { why: messageOf(error), line }, { cause: error })
  }
}

function logOf(value: YamlValue): MappedLog {
  const sources = value.get('sources')?.texts() ?? []
  const wrong = sources.find((name) => !isSource(name))
  if (wrong !== undefined) throw value.error(`there is no log ${wrong}`)
  return {
    product: value.get('product')?.text()?.toLowerCase() ?? null,
    services: (value.get('service')?.texts() ?? []).map((name) => name.toLowerCase()),
    category: value.get('category')?.text()?.toLowerCase() ?? null,
    sources: sources.filter(isSource),
    fields: fieldsOf(value.get('fields')),
  }
}

const isSource = (name: string): name is LogSource => logSources.some((source) => source === name)

function fieldsOf(value: YamlValue | undefined): ReadonlyMap<string, MappedField> {
  return new Map((value?.entries() ?? []).map(([name, target]) => [name.toLowerCase(), fieldOf(target)]))
}

function fieldOf(value: YamlValue): MappedField {
  const targets = (value.get('in') ?? value).texts()
  for (const target of targets) {
    if (!slotOf(target)) throw value.error(`${target} is neither a column nor raw:path`)
  }
  if (targets.length === 0) throw value.error('it says no place')
  const values = value.get('values')?.entries() ?? []
  return { targets, values: new Map(values.map(([from, to]) => [from.toLowerCase(), to.texts()])) }
}

/** One entry of the map for the logs of a rule, with the logs that no earlier entry took. */
export interface LogBinding {
  readonly sources: readonly LogSource[]
  place(field: string): FieldPlace
}

/** The logs that a rule is about; none when nothing of ours holds them. */
export function logsFor(map: FieldMap, wanted: SigmaLogSource): readonly LogBinding[] {
  const taken = new Set<LogSource>()
  return map.logs
    .filter((log) => isMeant(log, wanted))
    .map((log) => {
      const sources = log.sources.filter((source) => !taken.has(source))
      for (const source of sources) taken.add(source)
      return { sources, place: (field: string) => placeOf(map, log, field) }
    })
    .filter(({ sources }) => sources.length > 0)
}

/** What both say has to be the same; what a rule leaves open means all of them. */
function isMeant(log: MappedLog, wanted: SigmaLogSource): boolean {
  if (!wanted.product && !wanted.service && !wanted.category) return false
  if (wanted.product && log.product !== wanted.product) return false
  if (wanted.service && !log.services.includes(wanted.service)) return false
  return !wanted.category || log.category === wanted.category
}

const NO_VALUES: ReadonlyMap<string, readonly string[]> = new Map()

/** Where a field lies: as the log's map says, as the map for all says, a column of ours by its name, or in raw. */
function placeOf(map: FieldMap, log: MappedLog, written: string): FieldPlace {
  const field = written.toLowerCase()
  const bare = field.startsWith('properties.') ? field.slice('properties.'.length) : undefined
  const mapped = inMap(map, log, field) ?? (bare === undefined ? undefined : inMap(map, log, bare))
  if (mapped) {
    const slots = mapped.targets.map(slotOf).filter((slot) => slot !== undefined)
    return { slots, known: true, values: mapped.values }
  }
  const own = slotOf(bare ?? field)
  if (own && own.kind !== 'raw') return { slots: [own], known: true, values: NO_VALUES }
  return { slots: [{ kind: 'raw', path: field.split('.') }], known: false, values: NO_VALUES }
}

const inMap = (map: FieldMap, log: MappedLog, field: string) =>
  mappedIn(log.fields, field) ?? mappedIn(map.everywhere, field)

/** A name, or a beginning of it with `.*`, whose end goes behind each target that ends in `.*` too. */
function mappedIn(fields: ReadonlyMap<string, MappedField>, field: string): MappedField | undefined {
  const exact = fields.get(field)
  if (exact) return exact
  const dot = field.indexOf('.')
  const open = dot < 0 ? undefined : fields.get(`${field.slice(0, dot)}.*`)
  const rest = field.slice(dot + 1)
  return open && { ...open, targets: open.targets.map((target) => target.replace(/\*$/, () => rest)) }
}

const columns = new Map(textColumnNames.map((name) => [name.toLowerCase(), name]))

/** A place as the map writes it: `operation`, `changes.new`, `time`, `raw:path.in.record`. */
function slotOf(written: string): Slot | undefined {
  const lower = written.toLowerCase()
  if (lower.startsWith('raw:')) return { kind: 'raw', path: lower.slice('raw:'.length).split('.') }
  if (lower === 'time') return { kind: 'time' }
  const [name = '', ...path] = lower.split('.')
  const column = columns.get(name)
  if (!column || (path.length > 0 && !holdsJson(column))) return undefined
  return { kind: 'column', column, path }
}
