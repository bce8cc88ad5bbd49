/** The floor of an import: one COPY of DuckDB's, of the same file, to its fields as typed columns and the record. */
import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { literal, withDuckDb } from '#store/duckdb.ts'
import { answer, timed } from './answer.ts'

interface Input {
  readonly records: string
  readonly folder: string
}

const TEXTS =
  'id Id createdDateTime activityDateTime time CreationTime detectedDateTime userPrincipalName userDisplayName userId UserId UserKey UserType ipAddress callerIpAddress ClientIP appId appDisplayName userAgent UserAgent clientAppUsed correlationId conditionalAccessStatus authenticationRequirement isInteractive riskState riskDetail riskLevel riskLevelAggregated riskEventType resourceDisplayName resourceId networkLocationDetails activityDisplayName category result resultReason loggedByService operationType initiatedBy targetResources additionalDetails additionalInfo operationName resultType resultSignature identity Operation Workload RecordType ResultStatus OrganizationId Parameters ObjectId AppAccessContext'
const NESTED = {
  status: { errorCode: 'INTEGER', failureReason: 'VARCHAR', additionalDetails: 'VARCHAR' },
  deviceDetail: {
    deviceId: 'VARCHAR',
    isCompliant: 'VARCHAR',
    isManaged: 'VARCHAR',
    trustType: 'VARCHAR',
    operatingSystem: 'VARCHAR',
    browser: 'VARCHAR',
  },
  location: { city: 'VARCHAR', countryOrRegion: 'VARCHAR' },
}
/** As our import has it; with row groups of the usual size DuckDB runs out of it on such records. */
const MEMORY = '640MB'

await answer<Input>(async ({ records, folder }) => {
  const structure = { ...Object.fromEntries(TEXTS.split(' ').map((name) => [name, 'VARCHAR'])), ...NESTED }
  // Names of one spelling are one column to DuckDB.
  const distinct = Object.fromEntries(
    Object.entries(structure).filter(
      ([name], at, all) => all.findIndex(([other]) => other.toLowerCase() === name.toLowerCase()) === at,
    ),
  )
  const to = join(folder, 'floor.parquet')
  const source = `SELECT json, from_json(json, ${literal(JSON.stringify(distinct))}) AS fields
    FROM read_ndjson_objects(${literal(records)}, maximum_object_size = 1048576)`
  const { ms, result } = await timed(() =>
    withDuckDb(
      [dirname(records), folder],
      async (connection) => {
        await connection.run(
          `COPY (SELECT unnest(fields), json AS raw FROM (${source})) TO ${literal(to)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 30720)`,
        )
        const reader = await connection.runAndReadAll(`SELECT count(*) FROM read_parquet(${literal(to)})`)
        return Number(reader.getRows()[0]?.[0] ?? 0)
      },
      { memory: MEMORY, unordered: true },
    ),
  )
  return { ms, events: result, bytes: (await stat(to)).size }
})
