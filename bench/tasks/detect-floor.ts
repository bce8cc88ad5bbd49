/** The floor of detection: DuckDB parses the fields that rules ask for, of every record, and does nothing with them. */
import { dirname } from 'node:path'
import { literal, withDuckDb } from '#store/duckdb.ts'
import { answer, timed } from './answer.ts'

interface Input {
  readonly records: string
}

const TEXTS =
  'createdDateTime activityDateTime time CreationTime userPrincipalName ipAddress appId appDisplayName userAgent clientAppUsed conditionalAccessStatus authenticationRequirement riskState resourceDisplayName networkLocationDetails activityDisplayName category result resultReason loggedByService initiatedBy targetResources additionalDetails operationName resourceId resultType riskEventType Operation Workload ResultStatus Parameters ObjectId UserId ItemType'
const STRUCTS = {
  status: 'STRUCT(errorCode INTEGER, failureReason VARCHAR, additionalDetails VARCHAR)',
  deviceDetail: 'STRUCT(deviceId VARCHAR, isCompliant VARCHAR, trustType VARCHAR)',
  properties: 'STRUCT(message VARCHAR)',
  AppAccessContext: 'STRUCT(UniqueTokenId VARCHAR)',
}

await answer<Input>(async ({ records }) => {
  const types = { ...Object.fromEntries(TEXTS.split(' ').map((name) => [name, 'VARCHAR'])), ...STRUCTS }
  const columns = Object.entries(types).map(([name, type]) => `${literal(name)}: ${literal(type)}`)
  const from = `read_ndjson(${literal(records)}, columns = {${columns.join(', ')}}, maximum_object_size = 1048576)`
  const counts = Object.keys(types).map((name) => `count("${name}")`)
  const { ms, result } = await timed(() =>
    withDuckDb([dirname(records)], async (connection) => {
      const reader = await connection.runAndReadAll(`SELECT count(*), ${counts.join(', ')} FROM ${from}`)
      return Number(reader.getRows()[0]?.[0] ?? 0)
    }),
  )
  return { ms, events: result }
})
