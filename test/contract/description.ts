/** Microsoft's published description of Graph, asked about one request at a time. */
import { readFileSync } from 'node:fs'

interface Schema {
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly responses: Readonly<
    Record<string, { readonly content?: { readonly 'application/json'?: { readonly schema: Schema } } }>
  >
  readonly 'x-permissions'?: {
    readonly Application?: { readonly least: readonly string[]; readonly other: readonly string[] }
  }
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** One of the elements of a list equals one of these. */
const ANY = /^(\w+)\/any\((\w+): ?\2 eq '\w+'(?: or \2 eq '\w+')*\)$/

export class GraphDescription {
  readonly #api: OpenApi
  readonly #rows: Readonly<Record<string, string>>

  /** `rows`: by path, the schema that its rows really have where the description names a base type only. */
  constructor(file: string, rows: Readonly<Record<string, string>> = {}) {
    this.#api = JSON.parse(readFileSync(file, 'utf8')) as OpenApi
    this.#rows = rows
  }

  /** The described path that this one is an instance of; one without parameters wins. */
  templateOf(path: string): string | undefined {
    const fitting = Object.keys(this.#api.paths).filter((template) => patternOf(template).test(path))
    return fitting.sort((a, b) => a.split('{').length - b.split('{').length)[0]
  }

  /** The application permissions any one of which opens the read. */
  permissionsFor(template: string): readonly string[] {
    const found = this.#api.paths[template]?.['get']?.['x-permissions']?.Application
    return [...(found?.least ?? []), ...(found?.other ?? [])]
  }

  /** The application permissions that Microsoft marks as the least for the read. */
  leastFor(template: string): readonly string[] {
    return this.#api.paths[template]?.['get']?.['x-permissions']?.Application?.least ?? []
  }

  /** Every write that a permission is listed for: `PATCH /v1.0/…`. */
  writesNaming(permission: string): readonly string[] {
    return Object.entries(this.#api.paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([method, operation]) => method !== 'get' && isListed(operation, permission))
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    )
  }

  /** What is wrong with a request (path and query), in sentences; nothing when it is as described. */
  complaintsOf(method: string, pathAndQuery: string): readonly string[] {
    const { pathname, searchParams } = new URL(pathAndQuery, 'https://graph.microsoft.com')
    const template = this.templateOf(decodeURIComponent(pathname))
    const operation = template === undefined ? undefined : this.#api.paths[template]?.[method.toLowerCase()]
    if (!operation) return [`${method} ${pathname} is not described`]
    const row = this.#rowOf(operation, this.#rows[template ?? ''])
    // A next link carries the service's own token.
    return [...searchParams]
      .filter(([option]) => option !== '$skiptoken' && option !== '$deltatoken')
      .flatMap(([option, value]) => {
        const isDeclared = operation.parameters?.some(
          ({ name, in: place }) => name === option && place === 'query',
        )
        return [
          ...(isDeclared ? [] : [`${option} is not an option here`]),
          ...this.#complaints(option, value, row),
        ]
      })
  }

  #complaints(option: string, value: string, row: Schema): readonly string[] {
    if (option === '$select') return this.#unknown(option, value.split(','), row)
    if (option === '$expand') return this.#expandComplaints(value, row)
    if (option === '$filter') return this.#filterComplaints(value, row)
    return option === '$top' && !/^[1-9]\d*$/.test(value) ? [`$top is ${value}`] : []
  }

  #unknown(option: string, names: readonly string[], row: Schema): readonly string[] {
    const known = this.#properties(row)
    return names
      .filter((name) => !(name in known))
      .map((name) => `${option} names ${name}, which no schema has`)
  }

  /** `policy($expand=rules)`: the inner one is about the rows of the outer. */
  #expandComplaints(value: string, row: Schema): readonly string[] {
    const [, name = value, inner] = /^(\w+)\(\$expand=(.+)\)$/.exec(value) ?? []
    const found = this.#properties(row)[name]
    if (!found) return this.#unknown('$expand', [name], row)
    return inner === undefined ? [] : this.#expandComplaints(inner, found.items ?? found)
  }

  /** The description knows no operators; `eq` is what every filterable property takes. */
  #filterComplaints(value: string, row: Schema): readonly string[] {
    return value.split(' and ').flatMap((comparison) => {
      const [, list] = ANY.exec(comparison) ?? []
      if (list !== undefined) return this.#unknown('$filter', [list], row)
      const [, name = '', operator = ''] = /^(\w+) (\w+) /.exec(comparison) ?? []
      return [
        ...this.#unknown('$filter', [name], row),
        ...(operator === 'eq' ? [] : [`$filter compares ${name} with ${operator}`]),
      ]
    })
  }

  /** The schema of one row of a list, or of the object itself. */
  #rowOf({ responses }: Operation, known: string | undefined): Schema {
    if (known !== undefined) return { $ref: `#/components/schemas/${known}` }
    const schema = responses['200']?.content?.['application/json']?.schema ?? {}
    return schema.properties?.['value']?.items ?? schema
  }

  #properties(schema: Schema): Readonly<Record<string, Schema>> {
    if (schema.$ref)
      return this.#properties(this.#api.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {})
    return Object.assign({}, ...(schema.allOf ?? []).map((one) => this.#properties(one)), schema.properties)
  }
}

function isListed(operation: Operation, permission: string): boolean {
  const { least = [], other = [] } = operation['x-permissions']?.Application ?? {}
  return [...least, ...other].includes(permission)
}

/** What fits a path with parameters in braces. */
export function patternOf(template: string): RegExp {
  const text = template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, "[^/']+")
  return new RegExp(`^${text}$`)
}
