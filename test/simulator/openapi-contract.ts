import { readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormatsModule from 'ajv-formats'
import { contractExceptions } from '../../simulator/exceptions.ts'

// ajv-formats is CommonJS: under ES modules its function sits behind `default`.
const addFormats = addFormatsModule as unknown as (ajv: Ajv) => void

interface Schema {
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly type?: string
  readonly enum?: readonly string[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly nullable?: boolean
  readonly format?: string
  readonly 'x-flags'?: string
}
interface Operation {
  readonly responses: Readonly<Record<string, Responses>>
  readonly 'x-permissions'?: { readonly Application?: { readonly least: string[]; readonly other: string[] } }
}
interface OpenApi {
  readonly paths: Readonly<Record<string, { readonly get?: Operation }>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}
interface Responses {
  readonly content?: { readonly 'application/json'?: { readonly schema: Schema } }
}
type JsonSchema = Record<string, unknown>

const prefix = '#/components/schemas/'

/** Turns the published subset into closed JSON Schemas: a property that no schema names is an error. */
export class OpenApiContract {
  readonly #api: OpenApi
  readonly #ajv = new Ajv({ allErrors: true, strict: false, formats: { base64url: true } })

  constructor(file: string) {
    this.#api = JSON.parse(readFileSync(file, 'utf8')) as OpenApi
    addFormats(this.#ajv)
    const names = Object.keys(this.#api.components.schemas)
    const definitions = Object.fromEntries(names.map((name) => [name, this.#closed(name)]))
    this.#ajv.addSchema({ $id: 'graph', definitions })
  }

  /** The validator of a path's 200 answer; undefined when the subset does not describe the path. */
  validatorFor(template: string): ValidateFunction | undefined {
    const schema = this.#api.paths[template]?.get?.responses['200']?.content?.['application/json']?.schema
    return schema && this.#ajv.compile(this.#envelope(schema))
  }

  /** `GET path` → application permissions, as the generator writes them down. */
  applicationPermissions(): Record<string, string[]> {
    const reads = Object.entries(this.#api.paths).flatMap(([path, { get }]) => {
      const found = get?.['x-permissions']?.Application
      return found ? [[`GET ${path}`, [...new Set([...found.least, ...found.other])].sort()] as const] : []
    })
    return Object.fromEntries(reads)
  }

  validatorOf(schemaName: string): ValidateFunction {
    return this.#ajv.compile(this.#envelope({ $ref: prefix + schemaName }))
  }

  errorValidator(): ValidateFunction {
    return this.#ajv.compile({ $ref: 'graph#/definitions/odata.error' })
  }

  /** The outer object may carry `@odata.context` beside the properties of the entity itself. */
  #envelope(schema: Schema): JsonSchema {
    if (schema.$ref) return this.#reference(schema.$ref, { '@odata.context': { type: 'string' } })
    return { ...this.#converted(schema), additionalProperties: false, required: ['@odata.context', 'value'] }
  }

  #reference(reference: string, extra: JsonSchema): JsonSchema {
    const name = reference.slice(prefix.length)
    return {
      type: 'object',
      properties: { ...this.#properties(name), ...extra },
      additionalProperties: false,
    }
  }

  #closed(name: string): JsonSchema {
    const schema = this.#api.components.schemas[name] ?? {}
    if (schema.enum) return flags(schema)
    if (!schema.properties && !schema.allOf) return this.#converted(schema)
    const derived = this.#derivedFrom(name)
    const own = this.#reference(prefix + name, {})
    return derived.reduceRight<JsonSchema>(
      (otherwise, one) => ifTyped(one, this.#reference(prefix + one, {}), otherwise),
      own,
    )
  }

  #properties(name: string): JsonSchema {
    const schema = this.#api.components.schemas[name] ?? {}
    const parts = [schema, ...(schema.allOf ?? [])]
    const inherited = parts.map((part) => (part.$ref ? this.#properties(part.$ref.slice(prefix.length)) : {}))
    const own = parts.flatMap((part) => Object.entries(part.properties ?? {}))
    const mayBeNull = name.startsWith('beta.')
    const converted = own.map(([property, value]) => [property, orNull(this.#converted(value), mayBeNull)])
    return Object.assign({}, ...inherited, Object.fromEntries(converted), this.#excepted(name))
  }

  #excepted(schema: string): JsonSchema {
    const allowed = contractExceptions.filter((exception) => exception.schema === schema)
    return Object.fromEntries(allowed.map(({ property, allows }) => [property, allows]))
  }

  #converted(schema: Schema): JsonSchema {
    const reference = schema.$ref ?? schema.allOf?.[0]?.$ref
    if (reference) return orNull({ $ref: `graph#/definitions/${reference.slice(prefix.length)}` }, true)
    const { nullable, items, properties, ...rest } = schema
    return {
      ...rest,
      ...(nullable && rest.type ? { type: [rest.type, 'null'] } : {}),
      ...(items ? { items: this.#converted(items) } : {}),
      ...(properties ? { properties: mapValues(properties, (value) => this.#converted(value)) } : {}),
    }
  }

  #derivedFrom(base: string): string[] {
    const children = Object.entries(this.#api.components.schemas)
      .filter(([, schema]) => schema.allOf?.some(({ $ref }) => $ref === prefix + base))
      .map(([name]) => name)
    return children.flatMap((child) => [child, ...this.#derivedFrom(child)])
  }
}

function orNull(schema: JsonSchema, mayBeNull: boolean): JsonSchema {
  return mayBeNull ? { anyOf: [schema, { type: 'null' }] } : schema
}

function ifTyped(name: string, then: JsonSchema, otherwise: JsonSchema): JsonSchema {
  const type = `#${name.slice(name.indexOf('.') + 1)}`
  const typed = { properties: { '@odata.type': { const: type } }, required: ['@odata.type'] }
  // oxlint-disable-next-line unicorn/no-thenable -- "then" is a word of JSON Schema, and nobody awaits this
  return { if: typed, then, else: otherwise }
}

function flags(schema: Schema): JsonSchema {
  const members = schema.enum ?? []
  if (!schema['x-flags']) return { enum: members }
  const one = `(${members.join('|')})`
  return { type: 'string', pattern: `^${one}(,${one})*$` }
}

function mapValues(
  from: Readonly<Record<string, Schema>>,
  change: (schema: Schema) => JsonSchema,
): JsonSchema {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, change(value)]))
}
