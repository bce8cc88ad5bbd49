/** YAML with places: every complaint about a rule says where in its file. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type YAMLMap,
} from 'yaml'
import type { Place, SigmaValue } from './rule.ts'

/** More than any rule has; aliases may refer to each other and grow without end. */
const MOST_ALIASES = 1000

/** Something wrong with a document, and where. */
export class PlacedError extends Error {
  override readonly name = 'PlacedError'
  readonly place: Place

  constructor(message: string, place: Place, options?: ErrorOptions) {
    super(message, options)
    this.place = place
  }
}

/** A node of a document, read by what is expected there. */
export class YamlValue {
  private readonly node: Node | null
  private readonly context: Context
  private readonly offset: number

  constructor(node: Node | null, context: Context, offset: number) {
    if (isAlias(node) && ++context.aliases > MOST_ALIASES) {
      throw new PlacedError('the document has too many aliases', context.place(offset))
    }
    this.node = isAlias(node) ? (node.resolve(context.document) ?? null) : node
    this.context = context
    this.offset = node?.range?.[0] ?? offset
  }

  get place(): Place {
    return this.context.place(this.offset)
  }

  /** An error at this place. */
  error(message: string, cause?: unknown): PlacedError {
    return new PlacedError(message, this.place, { cause })
  }

  /** The entries of a mapping; undefined when it is none. */
  entries(): readonly (readonly [string, YamlValue])[] | undefined {
    if (!isMap(this.node)) return undefined
    const map = this.node as YAMLMap<Node, Node | null>
    return map.items.map(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : undefined
      if (name === undefined) throw this.error('a key has to be a text')
      return [name, new YamlValue(value, this.context, key.range?.[0] ?? this.offset)] as const
    })
  }

  /** The entry of a mapping; undefined when there is none, or no mapping. */
  get(name: string): YamlValue | undefined {
    return this.entries()?.find(([key]) => key === name)?.[1]
  }

  /** The items of a list; undefined when it is none. */
  items(): readonly YamlValue[] | undefined {
    if (!isSeq(this.node)) return undefined
    return this.node.items.map((item) => new YamlValue(item as Node | null, this.context, this.offset))
  }

  /** A single value; undefined for lists and mappings. */
  scalar(): SigmaValue | undefined {
    if (this.node === null) return null
    if (!isScalar(this.node)) return undefined
    const { value } = this.node
    if (value === undefined || value === null) return null
    if (typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number' || typeof value === 'bigint') return value
    return String(value)
  }

  /** The text of a single value that is there; undefined otherwise. */
  text(): string | undefined {
    const value = this.scalar()
    return value === undefined || value === null ? undefined : String(value)
  }

  /** One text or a list of them. */
  texts(): readonly string[] {
    const values = this.items() ?? [this]
    return values.map((value) => value.text()).filter((text) => text !== undefined)
  }
}

interface Context {
  readonly document: Document
  aliases: number
  place(offset: number): Place
}

/** The documents of a text; a broken one is the error that it raised. */
export function yamlDocuments(text: string): readonly (YamlValue | PlacedError)[] {
  const lineCounter = new LineCounter()
  const place = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset)
    return { line, column: col }
  }
  const documents = parseAllDocuments(text, { lineCounter, intAsBigInt: true })
  const read: (YamlValue | PlacedError)[] = []
  for (const document of documents) {
    const [error] = document.errors
    if (error) read.push(new PlacedError(error.message.split('\n')[0] ?? '', place(error.pos[0])))
    else if (document.contents !== null) {
      read.push(new YamlValue(document.contents, { document, aliases: 0, place }, document.range[0]))
    }
  }
  return read
}
